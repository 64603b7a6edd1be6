using TrapTagger.Accounts;
using TrapTagger.Platform;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Jobs;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Surveys;

/// <summary>What changing a survey takes, as one parameter.</summary>
internal sealed record SurveysDesk(
    Db Db, Ids Ids, IObjectStore Objects, JobQueue Jobs, Events Events, SurveySettling Settling, TimeProvider Clock)
{
    /// <summary>That somebody did something to a whole survey.</summary>
    internal Task NoteAsync(DbSession work, string verb, SurveyKey survey, string name, object? details = null) =>
        Events.RaiseAsync(
            new AuditEntry(verb, new("survey", survey.Survey, name))
            {
                Organisation = survey.Organisation, Details = details,
            },
            work);
}
