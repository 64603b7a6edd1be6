namespace TrapTagger.Surveys;

/// <summary>The rules of what people call a survey, when it is new and when it is edited.</summary>
internal static class SurveyDetails
{
    internal const string NameTaken = "Your organisation has a survey of this name: choose another one.";

    private const int MostNameLetters = 80;
    private const int MostDescriptionLetters = 2000;

    /// <summary>Why the answers can't be taken, in words for the form; null when they can.</summary>
    internal static string? Reject(string? name, string? description, string? kind) => 0 switch
    {
        _ when string.IsNullOrWhiteSpace(name) => "Give the survey a name.",
        _ when name.Trim().Length > MostNameLetters => $"Keep the name under {MostNameLetters} characters.",
        _ when name.Any(char.IsControl) => "Keep line breaks and tabs out of the name.",
        _ when description?.Trim().Length > MostDescriptionLetters =>
            $"Keep the description under {MostDescriptionLetters} characters.",
        _ when SurveyKind.All.All(k => k.Key != kind) => "Choose what the cameras look at.",
        _ => null,
    };
}
