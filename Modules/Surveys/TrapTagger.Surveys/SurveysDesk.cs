using TrapTagger.Platform.Data;
using TrapTagger.Platform.Jobs;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Surveys;

/// <summary>What changing a survey takes, as one parameter.</summary>
internal sealed record SurveysDesk(
    Db Db, Ids Ids, IObjectStore Objects, JobQueue Jobs, SurveySettling Settling, TimeProvider Clock);
