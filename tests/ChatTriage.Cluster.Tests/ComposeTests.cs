using ChatTriage.Tests.Fixtures;
using YamlDotNet.RepresentationModel;

namespace ChatTriage.Cluster.Tests;

/// <summary>No container engine runs these files here; what can be read from them holds.</summary>
public sealed class ComposeTests
{
    private readonly YamlMappingNode services;

    public ComposeTests()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Path.Combine(Repository.Root, "docker-compose.yml"))));
        services = (YamlMappingNode)yaml.Documents[0].RootNode["services"];
    }

    [Fact]
    public void Plain_up_is_one_node_and_the_profile_scale_is_the_rest()
    {
        Assert.Equal("COMPOSE_PROFILES=one", File.ReadAllText(Path.Combine(Repository.Root, ".env")).Trim());
        var profiles = services.Children.ToDictionary(service => service.Key.ToString(), service => Assert.Single(((YamlSequenceNode)service.Value["profiles"]).Children).ToString());

        Assert.Equal(["chattriage"], profiles.Where(service => service.Value == "one").Select(service => service.Key));
        Assert.Equal(["nginx", "postgres", "redis", "replica"], profiles.Where(service => service.Value == "scale").Select(service => service.Key).Order());
        Assert.Equal("3", services["replica"]["deploy"]["replicas"].ToString());
    }

    [Fact]
    public void The_balancers_template_gets_every_variable_that_it_names()
    {
        var template = File.ReadAllText(Path.Combine(Repository.Root, "src", "ChatTriage.Api", "Balancer", "default.conf.template"));
        var given = ((YamlMappingNode)services["nginx"]["environment"]).Children.Keys.Select(key => key.ToString()).Order();

        Assert.Equal(given, System.Text.RegularExpressions.Regex.Matches(template, @"\$\{(\w+)\}").Select(match => match.Groups[1].Value).Distinct().Order());
    }
}
