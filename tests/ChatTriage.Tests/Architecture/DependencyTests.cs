using ArchUnitNET.Loader;
using ArchUnitNET.xUnit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace ChatTriage.Tests.Architecture;

/// <summary>Arrows point one way: Api → engine ← Cli; inside the engine Triage → steps → Knowledge.</summary>
public sealed class DependencyTests
{
    private static readonly ArchUnitNET.Domain.Architecture Code = new ArchLoader()
        .LoadAssemblies(typeof(Triage).Assembly, typeof(Program).Assembly, System.Reflection.Assembly.Load("ChatTriage.Cli")).Build();

    private static readonly string[] Steps = ["Writing", "Rights", "Retrieval", "Understanding"];

    [Fact]
    public void Knowledge_depends_on_no_step() =>
        Types().That().ResideInNamespaceMatching(@"^ChatTriage\.Knowledge(\..*)?$")
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching($@"^ChatTriage\.({string.Join('|', Steps)})(\..*)?$")).Check(Code);

    [Fact]
    public void A_step_depends_only_on_the_steps_before_it()
    {
        foreach (var (step, i) in Steps.Select((step, i) => (step, i)).Skip(1))
        {
            Types().That().ResideInNamespaceMatching($@"^ChatTriage\.{step}(\..*)?$")
                .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching($@"^ChatTriage\.({string.Join('|', Steps.Take(i))})(\..*)?$")).Check(Code);
        }
    }

    [Fact]
    public void No_step_knows_the_class_that_names_the_steps() =>
        Types().That().ResideInNamespaceMatching($@"^ChatTriage\.({string.Join('|', Steps)}|Knowledge)(\..*)?$")
            .Should().NotDependOnAny(Types().That().Are(typeof(Triage))).Check(Code);

    [Fact]
    public void The_engine_knows_neither_web_nor_database_nor_its_users()
    {
        var references = typeof(Triage).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);
        Assert.DoesNotContain(references, name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            || name.StartsWith("ChatTriage.", StringComparison.Ordinal) || name.Contains("Sql", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_door_and_the_tool_do_not_know_each_other() =>
        Types().That().ResideInNamespaceMatching(@"^ChatTriage\.Api(\..*)?$")
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(@"^ChatTriage\.Cli(\..*)?$")).Check(Code);
}
