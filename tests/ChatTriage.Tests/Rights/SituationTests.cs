using ChatTriage.Knowledge;
using FsCheck.Xunit;

namespace ChatTriage.Tests.Rights;

/// <summary>Three-valued logic: what is not known stays open until something else decides.</summary>
public sealed class SituationTests
{
    private static readonly Condition Called = Test("contacts-called");
    private static readonly Condition Threatened = Test("threatened");

    [Fact]
    public void A_fact_that_nobody_told_is_unknown_and_so_is_its_opposite()
    {
        Assert.Equal(Truth.Unknown, Knowing().Judge(Called));
        Assert.Equal(Truth.Unknown, Knowing().Judge(new Condition.Not(Called)));
    }

    [Fact]
    public void One_false_part_decides_all_and_one_true_part_decides_any()
    {
        var situation = Knowing(("contacts-called", false));
        Assert.Equal(Truth.False, situation.Judge(new Condition.All([Called, Threatened])));
        Assert.Equal(Truth.True, situation.Judge(new Condition.Any([new Condition.Not(Called), Threatened])));
    }

    [Fact]
    public void An_open_condition_names_just_the_facts_that_would_decide_it()
    {
        var situation = Knowing(("contacts-called", true));
        var deciding = situation.Deciding(new Condition.All([Called, Threatened])).Select(test => test.FactId);
        Assert.Equal(["threatened"], deciding);
    }

    [Property]
    public void De_Morgan_holds_for_three_values(bool? called, bool? threatened)
    {
        var situation = Knowing(("contacts-called", called), ("threatened", threatened));
        Assert.Equal(
            situation.Judge(new Condition.Not(new Condition.All([Called, Threatened]))),
            situation.Judge(new Condition.Any([new Condition.Not(Called), new Condition.Not(Threatened)])));
    }

    [Property]
    public void Learning_a_fact_never_turns_a_settled_condition(bool? called, bool threatened)
    {
        var condition = new Condition.Any([Called, new Condition.Not(Threatened)]);
        var before = Knowing(("contacts-called", called)).Judge(condition);
        var after = Knowing(("contacts-called", called), ("threatened", threatened)).Judge(condition);
        Assert.True(before == Truth.Unknown || before == after);
    }

    [Property]
    public void Since_is_monotone_in_the_date(DateTime first, DateTime second, DateTime start)
    {
        var (earlier, later) = first < second ? (first, second) : (second, first);
        var condition = new Condition.Since(DateOnly.FromDateTime(start));
        Assert.True(At(earlier).Judge(condition) <= At(later).Judge(condition));
    }

    private static Condition Test(string fact) => new Condition.FactTest(fact, Comparison.Is, [new FactValue.Flag(true)], default);

    private static Situation Knowing(params (string Id, bool? Value)[] facts) => new(
        facts.Where(fact => fact.Value is not null).ToDictionary(fact => fact.Id, fact => new Fact(fact.Id, new FactValue.Flag(fact.Value!.Value), FactSource.Request)),
        [], Speaker.Borrower, IsReal: true, new DateOnly(2026, 11, 23));

    private static Situation At(DateTime time) => Knowing() with { AsOf = DateOnly.FromDateTime(time) };
}
