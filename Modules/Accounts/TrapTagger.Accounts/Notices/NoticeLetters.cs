using TrapTagger.Platform.Mail;

namespace TrapTagger.Accounts;

/// <summary>What a person reads who asked to hear by mail, too, when long work is done.</summary>
internal static class NoticeLetters
{
    internal static Letter Done(ToldMember person, OrganisationTold happened, SiteAddress site) => new(
        person.Email, happened.Text, person.Name, [happened.Text],
        happened.Href is { } href ? new("See it", site.Of(href), IsSecret: false) : null)
    {
        Closing = [$"You get this because you asked for it. You can change that here: {site.Of("/notices")}"],
    };
}

/// <summary>Somebody of an organisation that is told something.</summary>
internal sealed record ToldMember
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public bool MailWhenDone { get; init; }
}
