using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ChatTriage.Api.Tests.Privacy;

namespace ChatTriage.Cluster.Tests.Servers;

/// <summary>
/// A process that serves on the loopback address, in a folder of its own, and ends with the test. Then all that it wrote is searched for the
/// personal data that tests plant.
/// </summary>
public abstract class Server : IAsyncDisposable
{
    private readonly StringBuilder output = new();
    private Process? process;

    /// <summary>Where it keeps its files; gone with it.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("chattriage-server-").FullName;

    /// <summary>Where it listens.</summary>
    public int Port { get; } = FreePort();

    /// <summary>What it wrote, over all its starts.</summary>
    public string Output
    {
        get
        {
            lock (output) return output.ToString();
        }
    }

    /// <summary>Starts it, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        var start = Command();
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        // A busy machine takes its time.
        for (var i = 0; i < 3000; i++)
        {
            if (process.HasExited) throw new InvalidOperationException($"{GetType().Name} ended with {process.ExitCode}:\n{Output}");
            if (await AnswersAsync()) return;
            await Task.Delay(100);
        }

        throw new InvalidOperationException($"{GetType().Name} does not answer:\n{Output}");
    }

    /// <summary>Ends it at once, as a crash would.</summary>
    public async Task KillAsync()
    {
        if (process is null || process.HasExited) return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>Fails when its log or its files hold personal data.</summary>
    public virtual async Task SearchAsync()
    {
        PlantedData.MustNotBeIn($"the log of {GetType().Name}", Output);
        await PlantedData.MustNotBeInFilesAsync(Files);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        try
        {
            await SearchAsync();
        }
        finally
        {
            await KillAsync();
            process?.Dispose();
            Directory.Delete(Folder, recursive: true);
        }
    }

    /// <summary>Where the files are that it writes.</summary>
    protected virtual string Files => Folder;

    /// <summary>How to start it.</summary>
    protected abstract ProcessStartInfo Command();

    /// <summary>Whether it answers.</summary>
    protected virtual async Task<bool> AnswersAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>The file of a program; a fault that says which package is missing.</summary>
    protected static string Find(string program, string package, params string[] folders) =>
        folders.Concat(["/usr/bin", "/usr/sbin", "/usr/local/bin"]).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"{program} is missing: install {package}, or run tests/run.sh, which does.");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Write(string? line)
    {
        lock (output) output.AppendLine(line);
    }
}
