namespace TrapTagger.Surveys;

/// <summary>A step of the survey page's pipeline, told by the module whose work it is.</summary>
public interface ISurveyStage
{
    /// <summary>Left to right.</summary>
    int Order { get; }

    Task<SurveyStage> ReportAsync(long survey, long organisation, CancellationToken ct);
}

/// <summary>How far a step is.</summary>
/// <param name="Name">A verb: Detect, Cluster, Label.</param>
/// <param name="Unit">What is counted, of which several take an s: file, frame, cluster.</param>
/// <param name="Total">0 while the step has not begun.</param>
/// <param name="Trouble">Why it stands still, in a sentence; null when it does not.</param>
/// <param name="Href">Where people go to work on it; null when a machine does it.</param>
/// <param name="By">Which models did it, and from which score on; null when none did.</param>
public sealed record SurveyStage(
    string Name, string Unit, long Done, long Total, string? Trouble = null, string? Href = null, string? By = null);
