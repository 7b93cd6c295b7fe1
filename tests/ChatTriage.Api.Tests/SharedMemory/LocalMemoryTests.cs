using ChatTriage.Api.SharedMemory;
using Microsoft.Extensions.Time.Testing;

namespace ChatTriage.Api.Tests.SharedMemory;

/// <summary>What one node remembers for a while, in bounded room.</summary>
public sealed class LocalMemoryTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider time = new();
    private readonly LocalMemory memory;

    public LocalMemoryTests() => memory = new LocalMemory(time, most: 2);

    [Fact]
    public async Task The_first_value_stays_while_it_is_remembered()
    {
        Assert.Equal("first", await memory.KeepFirstAsync("a", "first", Minute));
        Assert.Equal("first", await memory.KeepFirstAsync("a", "second", Minute));

        time.Advance(Minute);

        Assert.Null(await memory.FindAsync("a"));
        Assert.Equal("second", await memory.KeepFirstAsync("a", "second", Minute));
    }

    [Fact]
    public async Task What_would_end_next_goes_when_there_is_no_room()
    {
        await memory.KeepAsync("a", "1", Minute);
        await memory.KeepAsync("b", "2", Minute / 2);
        await memory.KeepAsync("a", "3", Minute);
        await memory.KeepAsync("c", "4", Minute);

        Assert.Null(await memory.FindAsync("b"));
        Assert.Equal("3", await memory.FindAsync("a"));
        Assert.Equal("4", await memory.FindAsync("c"));
    }

    [Fact]
    public async Task Setting_a_value_again_gives_it_its_whole_time()
    {
        await memory.KeepAsync("a", "1", Minute);
        time.Advance(Minute * 0.7);
        await memory.KeepAsync("a", "2", Minute);
        time.Advance(Minute * 0.7);

        Assert.Equal("2", await memory.FindAsync("a"));
    }

    [Fact]
    public async Task What_belongs_to_a_conversation_is_forgotten_with_it()
    {
        await memory.KeepAsync("a", "1", Minute, owner: "conversation");
        await memory.KeepAsync("b", "2", Minute);
        await memory.ForgetAsync("conversation");

        Assert.Null(await memory.FindAsync("a"));
        Assert.Equal("2", await memory.FindAsync("b"));
    }

    [Fact]
    public async Task A_count_starts_again_after_its_window()
    {
        Assert.Equal(1, await memory.CountAsync("a", Minute));
        Assert.Equal(2, await memory.CountAsync("a", Minute));
        time.Advance(Minute);
        Assert.Equal(1, await memory.CountAsync("a", Minute));
    }

    [Fact]
    public void A_sealed_value_is_read_only_by_whoever_knows_its_name()
    {
        var kept = Seal.Close("a name", "我叫张三");

        Assert.Equal("我叫张三", Seal.Open("a name", kept));
        Assert.Null(Seal.Open("another name", kept));
        Assert.DoesNotContain("name", Seal.NameOf("a name"), StringComparison.Ordinal);
    }
}
