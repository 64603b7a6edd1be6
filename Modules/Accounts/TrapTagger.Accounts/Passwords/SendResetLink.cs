using TrapTagger.Platform.Data;
using TrapTagger.Platform.Jobs;

namespace TrapTagger.Accounts;

/// <summary>Asked for with every address that somebody says is theirs.</summary>
internal sealed record SendResetLink(string NormalizedEmail);

/// <summary>Writes to the address if it is a person's.</summary>
internal sealed class SendResetLinkJob(Db db, PasswordLinks links, AccountLetters letters) : IJob<SendResetLink>
{
    private const string Find = """
        SELECT id, name, email FROM person WHERE normalized_email = @NormalizedEmail AND deleted_at IS NULL
        """;

    /// <summary>Run again after a crash it may write a second letter; both links work, few are sent at all.</summary>
    public async Task RunAsync(SendResetLink argument, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await work.FindAsync<Found>(Find, new { argument.NormalizedEmail }) is not { } found
            || await links.IssueAsync(work, found.Id) is not { } token)
        {
            return;
        }
        var person = new Person { Id = found.Id, Name = found.Name, Email = found.Email };
        await letters.ResetAsync(work, person, token);
        await work.CommitAsync();
    }

    private sealed record Found
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string Email { get; init; } = "";
    }
}
