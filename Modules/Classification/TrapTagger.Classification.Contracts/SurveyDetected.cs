namespace TrapTagger.Classification;

/// <summary>Every frame of the survey was looked at by the detector.</summary>
public sealed record SurveyDetected(long Survey, long Organisation);
