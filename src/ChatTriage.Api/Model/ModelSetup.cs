using ChatTriage.Api.Knowledge;
using ChatTriage.Writing.Model;
using Microsoft.Extensions.Options;

namespace ChatTriage.Api.Model;

/// <summary>The model, when <c>Model:Endpoint</c> and <c>Model:Name</c> are set; without them nothing here runs.</summary>
internal static class ModelSetup
{
    public static IServiceCollection AddModel(this IServiceCollection services)
    {
        services.AddOptions<ModelSettings>().BindConfiguration("Model")
            .Validate(model => model.Endpoint is null == string.IsNullOrWhiteSpace(model.Name), "Model:Endpoint and Model:Name belong together: set both, or neither to answer without a model.")
            .Validate(model => model.Endpoint is null or { IsAbsoluteUri: true, Scheme: "http" or "https" }, "Model:Endpoint must be an address such as https://api.example.com/v1.")
            .Validate(model => model.TotalSeconds is >= 0.1 and <= 300, "Model:TotalSeconds must be from 0.1 to 300.")
            .Validate(model => model.TrySeconds is >= 0.1 and <= 300, "Model:TrySeconds must be from 0.1 to 300.")
            .Validate(model => model.Retries is >= 0 and <= 5, "Model:Retries must be from 0 to 5.")
            .Validate(model => model.MostAtOnce is >= 1 and <= 1000, "Model:MostAtOnce must be from 1 to 1000.")
            .Validate(model => model.BreakSeconds is >= 0.5 and <= 3600, "Model:BreakSeconds must be from 0.5 to 3600.")
            .ValidateOnStart();
        services.AddOptions<PromptOptions>().BindConfiguration("Prompts");
        services.AddSingleton(provider => Prompts.Load(provider.GetRequiredService<IOptions<PromptOptions>>().Value.Resolve(provider.GetRequiredService<IHostEnvironment>())));
        services.AddSingleton<ModelHolder>();
        return services;
    }
}

/// <summary>The model that is configured; none when <see cref="Model"/> is null.</summary>
internal sealed class ModelHolder(IOptions<ModelSettings> settings, Prompts prompts) : IDisposable
{
    public ChatModel? Model { get; } = settings.Value.IsOn ? new ChatModel(settings.Value, prompts) : null;

    /// <inheritdoc/>
    public void Dispose() => Model?.Dispose();
}

/// <summary>Configuration <c>Prompts:*</c>.</summary>
internal sealed record PromptOptions
{
    /// <summary>The folder that holds answer/, absolute or relative to the content root. Default: the nearest folder <c>prompts</c>.</summary>
    public string? Directory { get; init; }

    /// <summary>The absolute path.</summary>
    public string Resolve(IHostEnvironment environment) => Folders.Find(environment, Directory, "prompts", Path.Combine("answer", "skprompt.txt"));
}
