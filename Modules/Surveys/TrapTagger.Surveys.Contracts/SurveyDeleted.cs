namespace TrapTagger.Surveys;

/// <summary>
/// Somebody deleted a survey: nobody can reach it from now on, whatever is still there of it. Who may do what with it
/// is over; what it holds is removed later, see <see cref="SurveyRemoved"/>.
/// </summary>
public sealed record SurveyDeleted(long Survey, long Organisation, string Name);

/// <summary>
/// A survey's files and frames are gone, and no new work on it can begin: each module removes what it has of it, by
/// jobs of its own that take bounded steps.
/// </summary>
public sealed record SurveyRemoved(long Survey);
