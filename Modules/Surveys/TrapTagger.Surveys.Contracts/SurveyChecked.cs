namespace TrapTagger.Surveys;

/// <summary>The upload ended and every file of it is a frame, a duplicate or set aside.</summary>
public sealed record SurveyChecked(long Survey, long Organisation);
