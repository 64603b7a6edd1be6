using TrapTagger.Platform;
using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>Tells people what they should know; the bell of whoever has a page open shows it at once.</summary>
internal sealed class Notices(RisingKeys keys, TimeProvider clock) : IHandle<PersonTold>, IHandle<OrganisationTold>
{
    private const int Longest = 400;

    /// <summary>From the least to the most.</summary>
    private static readonly string[] Roles = ["worker", "hidden", "read", "write", "admin"];

    private const string FindMembers = """
        SELECT person_id FROM membership WHERE organisation_id = @Organisation AND role IN @roles
        """;

    // What happens again while they have not read of it is no news.
    private const string FindKnowing = """
        SELECT person_id FROM notice WHERE person_id IN @people AND read_at IS NULL AND text = @text
        """;

    public Task HandleAsync(PersonTold happened, DbSession work) =>
        TellAsync(work, [happened.Person], happened.Text, happened.Href);

    public async Task HandleAsync(OrganisationTold happened, DbSession work)
    {
        var roles = Roles.SkipWhile(role => role != happened.LeastRole).ToList();
        var people = await work.QueryAsync<long>(FindMembers, new { happened.Organisation, roles });
        await TellAsync(work, people, happened.Text, happened.Href);
    }

    /// <summary>The subject that a person's bell follows.</summary>
    internal static string Subject(long person) => $"notices/{person}";

    private async Task TellAsync(DbSession work, IReadOnlyCollection<long> people, string text, string? href)
    {
        var now = clock.GetUtcNow();
        text = text.Length > Longest ? $"{text[..(Longest - 1)]}…" : text;
        var told = people.Except(await work.QueryAsync<long>(FindKnowing, new { people, text })).ToList();
        await work.InsertAsync("notice", told.Select(person => new NoticeRow
        {
            Id = keys.Next(),
            PersonId = person,
            Text = text,
            Href = href,
            ToldAt = now,
        }).ToList());
        foreach (var person in told)
        {
            work.Touch(Subject(person));
        }
    }
}

internal sealed record NoticeRow
{
    public required string Id { get; init; }
    public required long PersonId { get; init; }
    public required string Text { get; init; }
    public string? Href { get; init; }
    public required DateTimeOffset ToldAt { get; init; }
}
