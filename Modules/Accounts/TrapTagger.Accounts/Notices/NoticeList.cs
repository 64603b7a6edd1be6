using TrapTagger.Platform.Data;
using TrapTagger.Platform.Settings;

namespace TrapTagger.Accounts;

/// <summary>A person's own notices, and what they do with them. Every statement is about that person's alone.</summary>
internal sealed class NoticeList(Db db, SiteSettings settings, TimeProvider clock)
{
    /// <summary>From here on the bell says "99+" and counts no further.</summary>
    internal const int MostCounted = 100;

    private const string CountUnread = """
        SELECT count(*) + (
            SELECT count(*) FROM person
            WHERE id = @person AND @announcement <> '' AND coalesce(announcement_read, '') <> @announcement)
        FROM (SELECT id FROM notice WHERE person_id = @person AND read_at IS NULL LIMIT @MostCounted) unread
        """;

    private const string HasRead = "SELECT count(*) FROM person WHERE id = @person AND announcement_read = @Key";
    private const string ReadAnnouncement = "UPDATE person SET announcement_read = @announcement WHERE id = @person";

    private const string Find = """
        SELECT id, text, href, told_at, read_at FROM notice
        WHERE person_id = @person AND id < @before
        ORDER BY id DESC LIMIT @limit
        """;

    private const string FindHref = "SELECT coalesce(href, '') FROM notice WHERE id = @id AND person_id = @person";

    private const string Read = """
        UPDATE notice SET read_at = @now WHERE id = @id AND person_id = @person AND read_at IS NULL
        """;

    private const string ReadAll = """
        UPDATE notice SET read_at = @now WHERE person_id = @person AND read_at IS NULL AND id <= @newest
        """;

    private const string WantsMail = "SELECT mail_when_done FROM person WHERE id = @person";
    private const string WantMail = "UPDATE person SET mail_when_done = @wanted WHERE id = @person";

    internal async Task<long> CountUnreadAsync(long person, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.ScalarAsync<long>(
            CountUnread, new { person, MostCounted, announcement = Announced?.Key ?? "" });
    }

    /// <summary>What the site tells everybody now, and whether this person has read it; null for nothing.</summary>
    internal async Task<AnnouncementModel?> FindAnnouncementAsync(long person, CancellationToken ct)
    {
        if (Announced is not { } now)
        {
            return null;
        }
        await using var session = await db.OpenAsync(ct);
        return new(now.Text, now.Key, await session.ScalarAsync<long>(HasRead, new { person, now.Key }) > 0);
    }

    /// <param name="announcement">The key of what the person has seen: another one since stays unread.</param>
    internal async Task ReadAnnouncementAsync(long person, string announcement, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await work.ExecuteAsync(ReadAnnouncement, new { person, announcement });
        work.Touch(Notices.Subject(person));
        await work.CommitAsync();
    }

    /// <param name="before">The last notice of the page before; null for the first page.</param>
    internal async Task<IReadOnlyList<NoticeModel>> FindAsync(
        long person, string? before, int limit, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.QueryAsync<NoticeModel>(Find, new { person, before = before ?? "~", limit });
    }

    /// <summary>Where it leads, for somebody who looks at the person's notices and is not they.</summary>
    internal async Task<string?> FindHrefAsync(long person, string id, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.ScalarAsync<string>(FindHref, new { id, person });
    }

    /// <summary>Marks it as read and says where it leads, "" for nowhere; null when it is not this person's.</summary>
    internal async Task<string?> ReadAsync(long person, string id, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        var href = await work.ScalarAsync<string>(FindHref, new { id, person });
        await work.ExecuteAsync(Read, new { id, person, now = clock.GetUtcNow() });
        work.Touch(Notices.Subject(person));
        await work.CommitAsync();
        return href;
    }

    /// <param name="newest">The newest that the person has seen: what came since stays unread.</param>
    internal async Task ReadAllAsync(long person, string newest, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await work.ExecuteAsync(ReadAll, new { person, newest, now = clock.GetUtcNow() });
        work.Touch(Notices.Subject(person));
        await work.CommitAsync();
    }

    private SiteAnnouncement? Announced => settings.Now.AnnouncementAt(clock.GetUtcNow());

    internal async Task<bool> WantsMailAsync(long person, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.ScalarAsync<bool>(WantsMail, new { person });
    }

    internal async Task WantMailAsync(long person, bool wanted, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        await session.ExecuteAsync(WantMail, new { person, wanted });
    }
}

/// <summary>A notice, as its owner sees it.</summary>
public sealed record NoticeModel
{
    public string Id { get; init; } = "";
    public string Text { get; init; } = "";
    public string? Href { get; init; }
    public DateTimeOffset ToldAt { get; init; }
    public DateTimeOffset? ReadAt { get; init; }
}

/// <summary>What everybody is told, as one person sees it.</summary>
public sealed record AnnouncementModel(string Text, string Key, bool IsRead);
