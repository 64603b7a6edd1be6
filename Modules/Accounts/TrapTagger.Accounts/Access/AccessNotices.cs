using TrapTagger.Platform.Data;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>Whoever may do more or less with a survey from now on hears of it.</summary>
internal static class AccessNotices
{
    // The owner's name: who changes it may work for another organisation just now.
    private const string Find = """
        SELECT s.name, o.name AS owner FROM surveys_survey s JOIN organisation o ON o.id = s.organisation_id
        WHERE s.id = @survey AND s.organisation_id = @owner
        """;

    private const string FindPerson = """
        SELECT p.name FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.organisation_id = @Organisation AND m.person_id = @person
        """;

    internal static Task<SurveyTold?> FindAsync(DbSession work, long survey, long owner) =>
        work.FindAsync<SurveyTold>(Find, new { survey, owner });

    /// <summary>Tells the person, and the others who decide in the organisation.</summary>
    /// <param name="exception">What holds for them now; null where their role does again.</param>
    internal static async Task ExceptedAsync(
        MembersDesk desk, DbSession work, CurrentUser user, long survey, long person, SurveyException? exception)
    {
        if (await FindAsync(work, survey, user.Organisation) is not { } told
            || await work.ScalarAsync<string>(FindPerson, new { user.Organisation, person }) is not { } name)
        {
            return;
        }
        var page = $"/surveys/{survey}/access";
        var isOpen = exception is { Role: > Role.Hidden } or { MayLabel: true };
        await desk.Notices.HandleAsync(
            new PersonTold(
                person, exception is null
                    ? $"For {told} your role counts again."
                    : $"You may {Say(exception)} {told} now.",
                isOpen ? page : null),
            work);
        await desk.TellAdministratorsAsync(
            work, user, person, exception is null
                ? $"For {told} the role of {name} counts again."
                : $"{name} may {Say(exception)} {told} now.",
            page);
    }

    /// <summary>Tells those who decide in the organisation that a survey is shared with, or that shares it.</summary>
    internal static Task SharedAsync(
        MembersDesk desk, DbSession work, long organisation, string text, string? href = null) =>
        desk.Notices.HandleAsync(new OrganisationTold(organisation, "admin", text, href), work);

    private static string Say(SurveyException exception) => exception switch
    {
        { Role: Role.Hidden, MayLabel: false } => "neither see nor label",
        { Role: Role.Hidden } => "only label",
        { Role: Role.Read, MayLabel: false } => "only see",
        { Role: Role.Read } => "see and label",
        { MayLabel: false } => "see and change",
        _ => "see, change and label",
    };
}

/// <summary>A survey, as notices name it.</summary>
internal sealed record SurveyTold
{
    public string Name { get; init; } = "";
    public string Owner { get; init; } = "";

    public override string ToString() => $"“{Name}” of {Owner}";
}
