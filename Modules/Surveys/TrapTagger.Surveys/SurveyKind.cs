namespace TrapTagger.Surveys;

/// <summary>What a survey's cameras look at, for whoever reads its results.</summary>
/// <param name="Key">As it is stored.</param>
internal sealed record SurveyKind(string Key, string Title, string Explanation)
{
    internal static IReadOnlyList<SurveyKind> All { get; } =
    [
        new("trails", "Trails", "Cameras on paths and roads: animals pass close by, one or a few at a time."),
        new("plains", "Open plains", "Cameras over open ground: herds, far and near, stay in view for long."),
        new("waterhole", "Waterhole", "Cameras at water: several species gather and linger together."),
        new("baited", "Baited", "Cameras at a lure: the same animals come back again and again."),
    ];

    internal static SurveyKind Of(string key) => All.First(k => k.Key == key);
}
