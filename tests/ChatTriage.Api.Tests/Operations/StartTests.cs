using System.Diagnostics;

namespace ChatTriage.Api.Tests.Operations;

/// <summary>A wrong setting stops the start with one line that names it, and no stack trace.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("Conversations__Hours", "-1", "Conversations:Hours")]
    [InlineData("Conversations__Hours", "soon", "Conversations:Hours")]
    [InlineData("Conversations__StoreQuestionsHours", "100", "Conversations:StoreQuestionsHours")]
    [InlineData("Feedback__Days", "0", "Feedback:Days")]
    [InlineData("Storage__Provider", "mysql", "Storage:Provider must be sqlite or postgres")]
    [InlineData("Storage__Provider", "postgres", "Storage:ConnectionString is missing")]
    [InlineData("Storage__ConnectionString", "chattriage.db", "Storage:ConnectionString cannot be read")]
    [InlineData("Storage__ConnectionString", "Data Source=/proc/no/such.db", "Set Storage:ConnectionString")]
    [InlineData("Storage__MostMegabytes", "0", "Storage:MostMegabytes")]
    [InlineData("Redis__ConnectionString", "password=x", "Redis:ConnectionString cannot be read")]
    [InlineData("Security__RateLimit__PerMinute", "0", "Security:RateLimit:PerMinute")]
    [InlineData("Model__Endpoint", "http://localhost:1/v1", "Model:Endpoint and Model:Name belong together")]
    [InlineData("Model__Retries", "99", "Model:Retries")]
    [InlineData("Embeddings__Endpoint", "http://localhost:1/v1", "Embeddings:Endpoint and Embeddings:Name belong together")]
    [InlineData("Embeddings__Name", "m", "Embeddings:Endpoint and Embeddings:Name belong together")]
    [InlineData("Embeddings__ApiKey", "k", "Embeddings:ApiKey is for an endpoint")]
    [InlineData("Embeddings__Folder", "/no/such/folder", "Embeddings:Folder must hold model.onnx")]
    [InlineData("Embeddings__Pooling", "sum", "Embeddings:Pooling")]
    [InlineData("WeChat__Token", "a b", "WeChat:Token must be")]
    [InlineData("WeChat__AppId", "wxb11529c136998cb6", "WeChat:EncodingAesKey and WeChat:AppId belong together")]
    [InlineData("WeChat__EncodingAesKey", "short", "WeChat:EncodingAesKey must be")]
    [InlineData("Prompts__Directory", "/no/such/folder", "Prompts:Directory")]
    [InlineData("Knowledge__Directory", "/no/such/folder", "Set Knowledge:Directory")]
    [InlineData("Security__AllowedOrigins__0", "*", "Security:AllowedOrigins")]
    [InlineData("Security__AllowedOrigins__0", "https://www.example.com/", "Security:AllowedOrigins")]
    public async Task A_wrong_setting_is_named(string variable, string value, string named)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment[variable] = value;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        Assert.Contains(named, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error + await output, StringComparison.Ordinal);
    }
}
