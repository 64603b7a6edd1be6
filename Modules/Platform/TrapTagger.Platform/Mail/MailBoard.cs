using System.Runtime.CompilerServices;
using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Mail;

/// <summary>A letter in the list.</summary>
public sealed record MailSeen
{
    public string Id { get; init; } = "";
    public string Recipient { get; init; } = "";
    public string Subject { get; init; } = "";
    public string State { get; init; } = "";
    public int Attempts { get; init; }

    /// <summary>Why it was not sent when last tried.</summary>
    public string? Reason { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset DueAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether its words are still there; those with a personal link do not stay for long.</summary>
    public bool IsWhole { get; init; }

    public bool HoldsSecret { get; init; }
}

/// <summary>What one letter says.</summary>
/// <param name="Link">Where its button leads; null where it has none, or none that this reader may have.</param>
public sealed record MailWords(string Text, string Html, string? Link);

/// <summary>A letter as its reader takes it along.</summary>
/// <param name="Text">Without a personal link; null when the words are gone.</param>
public sealed record MailTaken(string Subject, string State, DateTimeOffset CreatedAt, string? Text);

/// <summary>All letters of the site, for its administrators and for whom they were written to.</summary>
public sealed class MailBoard
{
    /// <summary>What views of it follow.</summary>
    public const string Subject = "mails";

    private const string Columns = """
        id, recipient, subject, state, attempts, reason, created_at, due_at, ended_at, holds_secret,
        content IS NOT NULL AS is_whole
        """;

    private const string CountStates = "SELECT state, count(*) AS letters FROM mail GROUP BY state";

    private const string List = $"""
        SELECT {Columns} FROM mail
        WHERE state = @state AND id < @before
        ORDER BY id DESC
        LIMIT @most
        """;

    private const string FindOne = $"SELECT {Columns} FROM mail WHERE id = @id";
    private const string FindContent = "SELECT content FROM mail WHERE id = @id";

    private const string ListTo = """
        SELECT subject, state, created_at, content FROM mail WHERE recipient IN (@email, lower(@email)) ORDER BY id
        """;

    private const string ForgetTo = "DELETE FROM mail WHERE recipient IN (@email, lower(@email))";

    // Asked for anew: it has a day again.
    private const string SendAgain = """
        UPDATE mail SET state = 'waiting', attempts = 0, asked_at = @now, due_at = @now, reason = NULL, ended_at = NULL
        WHERE id = @id AND state IN ('parked', 'given_up') AND content IS NOT NULL
        """;

    private const string GiveUp = """
        UPDATE mail SET state = 'given_up', ended_at = @now WHERE id = @id AND state = 'parked'
        """;

    private readonly Db _db;
    private readonly KeptLetters _kept;
    private readonly MailSettings _settings;
    private readonly TimeProvider _clock;

    internal MailBoard(Db db, KeptLetters kept, MailSettings settings, TimeProvider clock) =>
        (_db, _kept, _settings, _clock) = (db, kept, settings, clock);

    /// <summary>Where letters go; null where they become files.</summary>
    public string? Server => _settings.Server is null ? null : _settings.Where;

    /// <summary>From whom they are.</summary>
    public string Sender => _settings.Sender.Address;

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(CancellationToken ct)
    {
        await using var session = await _db.OpenAsync(ct);
        return (await session.QueryAsync<Depth>(CountStates)).ToDictionary(d => d.State, d => d.Letters);
    }

    /// <summary>The newest ones.</summary>
    /// <param name="before">Those older than this one; null for the first page.</param>
    public async Task<IReadOnlyList<MailSeen>> ListAsync(string state, string? before, int most, CancellationToken ct)
    {
        await using var session = await _db.OpenAsync(ct);
        return await session.QueryAsync<MailSeen>(List, new { state, before = before ?? "g", most });
    }

    public async Task<MailSeen?> FindAsync(string id, CancellationToken ct)
    {
        await using var session = await _db.OpenAsync(ct);
        return await session.FindAsync<MailSeen>(FindOne, new { id });
    }

    /// <summary>
    /// Null when there are none any more. A personal link is left out where a mail server brings it to its reader:
    /// whoever has it can act as they. Without one this is how it reaches them at all.
    /// </summary>
    public async Task<MailWords?> ReadAsync(string id, CancellationToken ct)
    {
        await using var session = await _db.OpenAsync(ct);
        if (await session.ScalarAsync<string>(FindContent, new { id }) is not { } content
            || _kept.Read(content) is not { } letter)
        {
            return null;
        }
        var shown = _settings.Server is null ? letter : letter.WithoutSecret();
        return new(LetterText.Of(shown), LetterHtml.Of(shown), shown.Button?.Address);
    }

    /// <summary>Every letter to an address that is still known, the oldest first.</summary>
    public async IAsyncEnumerable<MailTaken> StreamToAsync(
        string email, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var session = await _db.OpenAsync(ct);
        await foreach (var row in session.StreamAsync<MailRow>(ListTo, new { email }))
        {
            var letter = row.Content is { } content ? _kept.Read(content)?.WithoutSecret() : null;
            yield return new(row.Subject, row.State, row.CreatedAt, letter is null ? null : LetterText.Of(letter));
        }
    }

    /// <summary>Removes every letter to an address, those that were not sent yet included.</summary>
    public static Task ForgetAsync(DbSession work, string email)
    {
        work.Touch(Subject);
        return work.ExecuteAsync(ForgetTo, new { email });
    }

    /// <summary>False for a letter that waits or was sent: nothing is done to it.</summary>
    public Task<bool> SendAgainAsync(DbSession work, string id) => ChangeAsync(work, SendAgain, id);

    /// <summary>False for a letter that is not parked: nothing is done to it.</summary>
    public Task<bool> GiveUpAsync(DbSession work, string id) => ChangeAsync(work, GiveUp, id);

    private async Task<bool> ChangeAsync(DbSession work, string sql, string id)
    {
        work.Touch(Subject);
        return await work.ExecuteAsync(sql, new { id, now = _clock.GetUtcNow() }) == 1;
    }

    private sealed record MailRow
    {
        public string Subject { get; init; } = "";
        public string State { get; init; } = "";
        public DateTimeOffset CreatedAt { get; init; }
        public string? Content { get; init; }
    }

    private sealed record Depth
    {
        public string State { get; init; } = "";
        public long Letters { get; init; }
    }
}
