using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.SemanticKernel;

namespace ChatTriage.Writing.Model;

/// <summary>The prompts: Semantic Kernel's own folder layout, <c>prompts/&lt;name&gt;/skprompt.txt</c> with <c>config.json</c>.</summary>
public sealed partial class Prompts
{
    /// <summary>The prompt that phrases an answer.</summary>
    public const string Answer = "answer";

    /// <summary>The prompt that turns a follow-up into a question that stands alone.</summary>
    public const string CondenseQuestion = "condense-question";

    private static readonly FrozenDictionary<string, string[]> Expected = new Dictionary<string, string[]>
    {
        [Answer] = ["date", "verdict", "passages", "checklist", "question"],
        [CondenseQuestion] = ["topics", "facts", "question"],
    }.ToFrozenDictionary();

    private readonly Dictionary<string, PromptTemplateConfig> configs = [];

    private Prompts()
    {
    }

    /// <summary>Loads and checks all prompts.</summary>
    /// <exception cref="PromptException">A file is missing, is no prompt, or uses other variables than the service fills.</exception>
    public static Prompts Load(string directory)
    {
        var prompts = new Prompts();
        foreach (var (name, variables) in Expected)
        {
            var template = Read(Path.Combine(directory, name, "skprompt.txt"));
            var configFile = Path.Combine(directory, name, "config.json");
            var config = Parse(Read(configFile), configFile);
            config.Name = name.Replace('-', '_');
            config.Template = template;
            string[] used = [.. Variable().Matches(template).Select(match => match.Groups[1].Value).Distinct()];
            Compare(used, variables, Path.Combine(directory, name, "skprompt.txt"));
            Compare([.. config.InputVariables.Select(variable => variable.Name)], variables, configFile);
            prompts.configs[name] = config;
        }

        return prompts;
    }

    /// <summary>The prompt as a function of Semantic Kernel.</summary>
    internal KernelFunction Function(string name) => KernelFunctionFactory.CreateFromPrompt(configs[name]);

    /// <summary>The prompt with its variables filled in. Values are encoded, so that none can open a message of its own.</summary>
    public async Task<string> RenderAsync(string name, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken = default) =>
        await new KernelPromptTemplateFactory().Create(configs[name]).RenderAsync(new Kernel(), Arguments(values), cancellationToken);

    /// <summary>The values as arguments; a run of fence signs in them is cut, so that none can close its fence.</summary>
    internal static KernelArguments Arguments(IReadOnlyDictionary<string, string> values)
    {
        var arguments = new KernelArguments();
        foreach (var (key, value) in values) arguments[key] = Fence().Replace(value, "=").Trim();
        return arguments;
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new PromptException($"{file}: cannot be read. Restore the file, or set Prompts:Directory to the folder that holds answer/ and condense-question/");
        }
    }

    private static PromptTemplateConfig Parse(string json, string file)
    {
        try
        {
            return PromptTemplateConfig.FromJson(json);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw new PromptException($"{file}: is no prompt configuration ({(fault as JsonException)?.LineNumber + 1}). Correct the JSON; the shape is Semantic Kernel's config.json");
        }
    }

    private static void Compare(string[] found, string[] variables, string file)
    {
        if (variables.Except(found).FirstOrDefault() is { } missing) throw new PromptException($"{file}: the variable {missing} is missing. Use {{{{${missing}}}}}");
        if (found.Except(variables).FirstOrDefault() is { } unknown) throw new PromptException($"{file}: the variable {unknown} is unknown. Use only {string.Join(", ", variables)}");
    }

    [GeneratedRegex(@"\{\{\s*\$([A-Za-z0-9_]+)\s*\}\}")]
    private static partial Regex Variable();

    [GeneratedRegex("={3,}")]
    private static partial Regex Fence();
}

/// <summary>A prompt that cannot be used: one line with the file, the fault and the cure.</summary>
public sealed class PromptException(string message) : Exception(message);
