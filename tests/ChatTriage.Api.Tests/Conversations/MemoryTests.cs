using ChatTriage.Api.Conversations;
using ChatTriage.Knowledge;
using FsCheck.Xunit;

namespace ChatTriage.Api.Tests.Conversations;

/// <summary>How what is said joins what is known.</summary>
public sealed class MemoryTests
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_denial_is_kept_as_false_and_takes_its_details_along()
    {
        var (kept, gone) = Memory.Join(Known(Flag("contacts-called", true), Who("family")), [Flag("contacts-called", false)], Morning.AddMinutes(1));

        Assert.Equal(new FactValue.Flag(false), Assert.Single(kept).Value);
        Assert.Equal("contacts-called-who", Assert.Single(gone));
    }

    [Fact]
    public void Whoever_names_one_more_adds_to_those_named_before() =>
        Assert.Equal(new FactValue.Set(["family", "friends"]), After("family", Who("friends")));

    [Fact]
    public void A_tapped_list_takes_the_place_of_those_named_before() =>
        Assert.Equal(new FactValue.Set(["friends"]), After("family", Who("friends") with { Source = FactSource.Request }));

    [Fact]
    public void A_correction_takes_the_place_of_those_named_before() =>
        Assert.Equal(new FactValue.Set(["friends"]), After("family", Who("friends") with { TakesPlace = true }));

    [Property]
    public void Turns_of_different_times_come_to_the_same_in_whatever_order_they_arrive(bool[] first, bool[] second)
    {
        (Fact[], int) early = (Turn(first), 0), late = (Turn(second), 1);

        Assert.Equal(After(early, late), After(late, early));
    }

    [Property]
    public void The_same_turn_twice_changes_nothing(bool[] values)
    {
        var turn = (Turn(values), 0);

        Assert.Equal(After(turn), After(turn, turn));
    }

    private static Fact[] Turn(bool[] values) =>
        [.. values.Take(6).Select((value, i) => Flag(i < 3 ? $"fact{(char)('a' + i)}" : $"fact{(char)('a' + i - 3)}-detail", value))];

    private static Fact Flag(string id, bool value) => new(id, new FactValue.Flag(value), FactSource.Question);

    private static Fact Who(string who) => new("contacts-called-who", new FactValue.Set([who]), FactSource.Question);

    private static RememberedFact[] Known(params Fact[] facts) => [.. facts.Select(fact => new RememberedFact(fact.Id, fact.Value, fact.Source, Morning))];

    private static FactValue After(string known, Fact said) => Memory.Join(Known(Who(known)), [said], Morning.AddMinutes(1)).Kept.Single().Value;

    private static RememberedFact[] After(params (Fact[] Said, int Minute)[] turns)
    {
        var known = new Dictionary<string, RememberedFact>();
        foreach (var (said, minute) in turns)
        {
            var (kept, gone) = Memory.Join([.. known.Values], said, Morning.AddMinutes(minute));
            foreach (var fact in kept) known[fact.Id] = fact;
            foreach (var id in gone) known.Remove(id);
        }

        return [.. known.Values.OrderBy(fact => fact.Id, StringComparer.Ordinal)];
    }
}
