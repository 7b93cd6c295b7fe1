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
        var (kept, gone) = Memory.Join(
            [Said("contacts-called", true, 0), new("contacts-called-who", new FactValue.Set(["family"]), FactSource.Question, Morning)],
            [Said("contacts-called", false, 1)]);

        Assert.Equal(new FactValue.Flag(false), Assert.Single(kept).Value);
        Assert.Equal("contacts-called-who", Assert.Single(gone));
    }

    [Fact]
    public void Whoever_names_one_more_adds_to_those_named_before_and_a_tapped_list_takes_their_place()
    {
        RememberedFact family = new("contacts-called-who", new FactValue.Set(["family"]), FactSource.Question, Morning);
        RememberedFact Friends(FactSource source) => new("contacts-called-who", new FactValue.Set(["friends"]), source, Morning.AddMinutes(1));

        Assert.Equal(new FactValue.Set(["family", "friends"]), Memory.Join([family], [Friends(FactSource.Question)]).Kept.Single().Value);
        Assert.Equal(new FactValue.Set(["friends"]), Memory.Join([family], [Friends(FactSource.Request)]).Kept.Single().Value);
    }

    [Property]
    public void Turns_of_different_times_come_to_the_same_in_whatever_order_they_arrive(bool[] first, bool[] second)
    {
        RememberedFact[] early = Turn(first, 0), late = Turn(second, 1);

        Assert.Equal(After(early, late), After(late, early));
    }

    [Property]
    public void The_same_turn_twice_changes_nothing(bool[] values)
    {
        var turn = Turn(values, 0);

        Assert.Equal(After(turn), After(turn, turn));
    }

    private static RememberedFact[] Turn(bool[] values, int minute) =>
        [.. values.Take(6).Select((value, i) => Said(i < 3 ? $"fact{(char)('a' + i)}" : $"fact{(char)('a' + i - 3)}-detail", value, minute))];

    private static RememberedFact Said(string id, bool value, int minute) => new(id, new FactValue.Flag(value), FactSource.Question, Morning.AddMinutes(minute));

    private static RememberedFact[] After(params RememberedFact[][] turns)
    {
        var known = new Dictionary<string, RememberedFact>();
        foreach (var turn in turns)
        {
            var (kept, gone) = Memory.Join([.. known.Values], turn);
            foreach (var fact in kept) known[fact.Id] = fact;
            foreach (var id in gone) known.Remove(id);
        }

        return [.. known.Values.OrderBy(fact => fact.Id, StringComparer.Ordinal)];
    }
}
