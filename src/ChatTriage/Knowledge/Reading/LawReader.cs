namespace ChatTriage.Knowledge.Reading;

/// <summary>Reads a file of <c>laws/</c>.</summary>
internal static class LawReader
{
    /// <summary>The instrument that the file holds.</summary>
    public static Law Read(YamlValue root)
    {
        root.AllowKeys("id", "title", "short", "issuer", "binding", "versions");
        var title = root.RequireText("title");
        return new Law(
            root.RequireId(), title, root.FindText("short") ?? title, root.RequireText("issuer"),
            root.Require("binding")?.Enum(Binding.Law) ?? Binding.Law,
            root.Require("versions")?.Items().Select(ReadVersion).ToArray() ?? [], root.Source);
    }

    /// <summary>A list of <c>{ law, article }</c> under a key.</summary>
    public static IReadOnlyList<ProvisionReference> ReadReferences(YamlValue owner, string key) =>
        owner.Find(key)?.Items().Select(ReadReference).ToArray() ?? [];

    private static ProvisionReference ReadReference(YamlValue entry)
    {
        entry.AllowKeys("law", "article");
        return new ProvisionReference(entry.RequireText("law"), entry.RequireText("article"), entry.Source);
    }

    private static LawVersion ReadVersion(YamlValue entry)
    {
        entry.AllowKeys("from", "to", "published", "checked", "source", "provisions", "gap", "overlap");
        return new LawVersion(
            entry.RequireDate("from"), entry.FindDate("to"), entry.FindDate("published"), entry.RequireDate("checked"),
            entry.RequireText("source"), entry.Require("provisions")?.Items().Select(ReadProvision).ToArray() ?? [],
            entry.FindText("gap"), entry.FindText("overlap"), entry.Source);
    }

    private static Provision ReadProvision(YamlValue entry)
    {
        entry.AllowKeys("article", "now", "summary", "consequence");
        return new Provision(
            entry.RequireText("article"), entry.FindText("now"), entry.RequireText("summary"), entry.FindText("consequence"), entry.Source);
    }
}
