namespace ChatTriage.Knowledge.Reading;

/// <summary>Reads a file of <c>letters/</c>.</summary>
internal sealed class LetterReader(ConditionReader conditions)
{
    /// <summary>The letter that the file holds; null (with a fault) when nothing calls for it.</summary>
    public LetterTemplate? Read(YamlValue root)
    {
        root.AllowKeys("id", "title", "for", "weight", "when", "unless", "from", "addressee", "fields", "deadline", "body", "signer", "achieves", "cannot", "before-sending");
        root.Require("when");
        var when = conditions.ReadWhen(root);
        var letter = new LetterTemplate(
            root.RequireId(), root.RequireText("title"), root.RequireText("for"), root.FindInteger("weight", 3, 1, 5), when!, conditions.ReadWhen(root, "unless"), root.FindDate("from"),
            root.Require("addressee")?.Items().Select(ReadAddressee).ToArray() ?? [], root.Require("fields")?.Items().Select(ReadField).ToArray() ?? [],
            root.Find("deadline") is { } deadline ? ReadDeadline(deadline) : null, root.Require("body")?.Items().Select(ReadPart).ToArray() ?? [], root.RequireText("signer"),
            root.RequireText("achieves"), root.RequireText("cannot"), root.Texts("before-sending"), root.Source);
        return when is null ? null : letter;
    }

    private ConditionalText ReadAddressee(YamlValue entry)
    {
        entry.AllowKeys("when", "text");
        return new ConditionalText(conditions.ReadWhen(entry), entry.RequireText("text"));
    }

    private static LetterField ReadField(YamlValue entry)
    {
        entry.AllowKeys("id", "label", "kind", "fact", "required", "hint");
        return new LetterField(
            entry.RequireId(), entry.RequireText("label"), entry.Find("kind")?.Enum(LetterFieldKind.Text) ?? LetterFieldKind.Text,
            entry.FindText("fact"), entry.FindBoolean("required"), entry.FindText("hint"), entry.Source);
    }

    private static LetterDeadline ReadDeadline(YamlValue entry)
    {
        entry.AllowKeys("id", "starts");
        return new LetterDeadline(entry.RequireId(), entry.RequireText("starts"));
    }

    private LetterPart ReadPart(YamlValue entry)
    {
        entry.AllowKeys("text", "point", "when", "basis");
        var isPoint = entry.Has("point");
        if (isPoint && entry.Has("text")) entry.Report("a part is either a paragraph or a numbered point", "Write text or point, and one only");
        return new LetterPart(entry.RequireText(isPoint ? "point" : "text"), isPoint, conditions.ReadWhen(entry), LawReader.ReadReferences(entry, "basis"), entry.Source);
    }
}
