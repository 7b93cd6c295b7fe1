using ChatTriage.Api.WeChat;
using Microsoft.Extensions.Time.Testing;

namespace ChatTriage.Api.Tests.WeChat;

/// <summary>What is remembered for a while, in bounded room.</summary>
public sealed class ShortMemoryTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void A_value_is_made_once_while_it_is_remembered()
    {
        var memory = new ShortMemory<string>(2, TimeSpan.FromMinutes(1), time);
        memory.GetOrAdd("a", () => "first");

        Assert.Equal("first", memory.GetOrAdd("a", () => "second"));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(memory.Find("a"));
        Assert.Equal("second", memory.GetOrAdd("a", () => "second"));
    }

    [Fact]
    public void The_oldest_goes_when_there_is_no_room()
    {
        var memory = new ShortMemory<string>(2, TimeSpan.FromMinutes(1), time);
        memory.Set("a", "1");
        memory.Set("b", "2");
        memory.Set("a", "3");
        memory.Set("c", "4");

        Assert.Null(memory.Find("b"));
        Assert.Equal("3", memory.Find("a"));
        Assert.Equal("4", memory.Find("c"));
    }

    [Fact]
    public void Setting_a_value_again_gives_it_its_whole_time()
    {
        var memory = new ShortMemory<string>(2, TimeSpan.FromMinutes(1), time);
        memory.Set("a", "1");
        time.Advance(TimeSpan.FromSeconds(40));
        memory.Set("a", "2");
        time.Advance(TimeSpan.FromSeconds(40));

        Assert.Equal("2", memory.Find("a"));
    }

    [Fact]
    public void What_is_removed_is_gone()
    {
        var memory = new ShortMemory<string>(2, TimeSpan.FromMinutes(1), time);
        memory.Set("a", "1");
        memory.Remove("a");

        Assert.Null(memory.Find("a"));
    }
}
