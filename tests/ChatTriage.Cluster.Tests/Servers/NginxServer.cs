using System.Diagnostics;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Cluster.Tests.Servers;

/// <summary>nginx from Debian's packages, with the configuration that docker-compose.yml uses.</summary>
public sealed class NginxServer : Server
{
    public Uri Address => new($"http://127.0.0.1:{Port}/");

    public static async Task<NginxServer> BeginAsync(IEnumerable<Replica> replicas)
    {
        var server = new NginxServer();
        var template = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src", "ChatTriage.Api", "Balancer", "default.conf.template"));
        // What the image's start does with the environment.
        var site = template.Replace("${REPLICAS}", string.Join(' ', replicas.Select(replica => $"server 127.0.0.1:{replica.Port};")), StringComparison.Ordinal)
            .Replace("${LISTEN}", $"127.0.0.1:{server.Port}", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(server.Folder, "site.conf"), site);
        await File.WriteAllTextAsync(Path.Combine(server.Folder, "nginx.conf"), $$"""
            daemon off;
            worker_processes 1;
            pid {{server.Folder}}/nginx.pid;
            error_log stderr warn;
            events { worker_connections 512; }
            http {
                client_body_temp_path {{server.Folder}}/body;
                proxy_temp_path {{server.Folder}}/proxy;
                fastcgi_temp_path {{server.Folder}}/fastcgi;
                uwsgi_temp_path {{server.Folder}}/uwsgi;
                scgi_temp_path {{server.Folder}}/scgi;
                include {{server.Folder}}/site.conf;
            }
            """);
        File.SetUnixFileMode(server.Folder, (UnixFileMode)0b111_101_101);
        await server.StartAsync();
        return server;
    }

    protected override ProcessStartInfo Command() => new(Find("nginx", "nginx-light"), ["-c", Path.Combine(Folder, "nginx.conf"), "-p", Folder]);
}
