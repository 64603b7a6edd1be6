using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Health;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Live;
using TrapTagger.Platform.Workers;

namespace TrapTagger.Admin;

/// <summary>
/// How the parts of the site were when last looked at: nothing is asked, so it shows also when they don't answer.
/// </summary>
internal static class ShowHealth
{
    internal static RazorComponentResult Show(SiteHealth health) =>
        Render.View<HealthPage, HealthModel>(Read(health));

    internal static ServerSentEventsResult<string> Follow(HttpContext http, SiteHealth health) =>
        LiveView.Stream<HealthPanel, HealthModel>(
            http, SiteHealth.Subject, _ => Task.FromResult<HealthModel?>(Read(health)));

    private static HealthModel Read(SiteHealth health) => new(health.Parts, health.Workers);
}

public sealed record HealthModel(IReadOnlyList<HealthOf> Parts, IReadOnlyList<WorkerSeen> Workers);
