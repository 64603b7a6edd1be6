using TrapTagger.Platform;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Mail;

namespace TrapTagger.Accounts;

/// <summary>Tells people what they should know; the bell of whoever has a page open shows it at once.</summary>
internal sealed class Notices(RisingKeys keys, IMailer mailer, SiteAddress address, TimeProvider clock)
    : IHandle<PersonTold>, IHandle<OrganisationTold>
{
    private const int Longest = 400;

    private const string FindMembers = """
        SELECT p.id, p.name, p.email, p.mail_when_done FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.organisation_id = @Organisation AND m.role IN @roles AND m.person_id <> @but
        """;

    // What happens again while they have not read of it is no news.
    private const string FindKnowing = """
        SELECT person_id FROM notice WHERE person_id IN @people AND read_at IS NULL AND text = @text
            AND coalesce(href, '') = @href
        """;

    public Task HandleAsync(PersonTold happened, DbSession work) =>
        TellAsync(work, [happened.Person], happened.Text, happened.Href, happened.About);

    public async Task HandleAsync(OrganisationTold happened, DbSession work)
    {
        var roles = Enum.GetNames<Role>().Select(role => role.ToLowerInvariant())
            .SkipWhile(role => role != happened.LeastRole);
        var people = await work.QueryAsync<ToldMember>(FindMembers, new
        {
            happened.Organisation, roles, but = happened.But ?? 0,
        });
        var told = await TellAsync(
            work, people.Select(p => p.Id).ToList(), happened.Text, happened.Href, happened.About);
        foreach (var person in people.Where(p => happened.IsDone && p.MailWhenDone && told.Contains(p.Id)))
        {
            await mailer.SendAsync(work, NoticeLetters.Done(person, happened, address));
        }
    }

    /// <summary>The subject that a person's bell follows.</summary>
    internal static string Subject(long person) => $"notices/{person}";

    /// <summary>Those who did not know it yet, and do now.</summary>
    private async Task<IReadOnlyList<long>> TellAsync(
        DbSession work, IReadOnlyCollection<long> people, string text, string? href, long? about)
    {
        var now = clock.GetUtcNow();
        text = text.Length > Longest ? $"{text[..(Longest - 1)]}…" : text;
        var knowing = await work.QueryAsync<long>(FindKnowing, new { people, text, href = href ?? "" });
        var told = people.Except(knowing).ToList();
        await work.InsertAsync("notice", told.Select(person => new NoticeRow
        {
            Id = keys.Next(),
            PersonId = person,
            Text = text,
            Href = href,
            AboutId = about,
            ToldAt = now,
        }).ToList());
        foreach (var person in told)
        {
            work.Touch(Subject(person));
        }
        return told;
    }
}

internal sealed record NoticeRow
{
    public required string Id { get; init; }
    public required long PersonId { get; init; }
    public required string Text { get; init; }
    public string? Href { get; init; }
    public long? AboutId { get; init; }
    public required DateTimeOffset ToldAt { get; init; }
}
