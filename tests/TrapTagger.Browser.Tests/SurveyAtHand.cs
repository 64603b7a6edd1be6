using TrapTagger.Testing.Scenes;

namespace TrapTagger.Browser.Tests;

/// <summary>
/// A small survey on the disk: one site, two cameras, animals by day and night, and bursts with nothing.
/// </summary>
internal static class SurveyAtHand
{
    internal const int Frames = 18;

    internal static SurveyFolder Make()
    {
        var folder = new SurveyFolder();
        var first = new DateTime(2026, 5, 3, 18, 40, 0);
        for (var burst = 0; burst < 6; burst++)
        {
            var camera = burst % 2 == 0 ? "North" : "South";
            var scene = new Scene(seed: 10 + (burst % 2), night: burst >= 4);
            folder.Add("Waterhole", camera, scene.Burst(first.AddHours(burst), 3, animal: burst is not (1 or 2)));
        }
        return folder;
    }
}
