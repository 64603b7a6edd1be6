using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>What the site knows of a person, in the words of the file that they get.</summary>
internal sealed record OwnData(
    OwnAccountRow Account, IReadOnlyList<OwnMembership> Organisations, IReadOnlyList<OwnSession> SignIns,
    IReadOnlyList<OwnNotice> Notices)
{
    private const string FindAccount = """
        SELECT id, name, email, created_at, mail_when_done FROM person WHERE id = @person
        """;

    private const string FindMemberships = """
        SELECT o.name AS organisation, m.role, m.may_create, m.may_delete, m.may_label
        FROM membership m JOIN organisation o ON o.id = m.organisation_id
        WHERE m.person_id = @person ORDER BY o.name
        """;

    private const string FindSessions = """
        SELECT device, made_at, seen_at, ended_at FROM session WHERE person_id = @person ORDER BY id
        """;

    private const string FindNotices = """
        SELECT text, told_at, read_at FROM notice WHERE person_id = @person ORDER BY id DESC LIMIT 10000
        """;

    internal static async Task<OwnData> FindAsync(Db db, long person, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return new(
            (await session.FindAsync<OwnAccountRow>(FindAccount, new { person }))!,
            await session.QueryAsync<OwnMembership>(FindMemberships, new { person }),
            await session.QueryAsync<OwnSession>(FindSessions, new { person }),
            await session.QueryAsync<OwnNotice>(FindNotices, new { person }));
    }
}

internal sealed record OwnAccountRow
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public bool MailWhenDone { get; init; }
}

internal sealed record OwnMembership
{
    public string Organisation { get; init; } = "";
    public string Role { get; init; } = "";
    public bool MayCreate { get; init; }
    public bool MayDelete { get; init; }
    public bool MayLabel { get; init; }
}

internal sealed record OwnSession
{
    public string Device { get; init; } = "";
    public DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset SeenAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
}

internal sealed record OwnNotice
{
    public string Text { get; init; } = "";
    public DateTimeOffset ToldAt { get; init; }
    public DateTimeOffset? ReadAt { get; init; }
}

internal sealed record OwnDecision
{
    public long Id { get; init; }
    public string Survey { get; init; } = "";
    public string AnnotationSet { get; init; } = "";
    public long ClusterId { get; init; }
    public string Kind { get; init; } = "";
    public string? Label { get; init; }
    public string? Note { get; init; }
    public DateTimeOffset DecidedAt { get; init; }
}
