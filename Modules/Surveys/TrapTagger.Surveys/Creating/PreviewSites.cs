using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Html;

namespace TrapTagger.Surveys;

/// <summary>Shows which sites and cameras a picked folder holds under a choice of levels; nothing is kept.</summary>
internal static class PreviewSites
{
    internal static RazorComponentResult Submit(
        [FromForm] string? folders, [FromForm] int? siteLevel, [FromForm] int? cameraLevel)
    {
        var counted = FolderCount.Read(folders);
        return Render.View<SitePreviewPanel, SitePreviewModel>(
            SitePreview.Of(counted, Levels(counted, siteLevel, cameraLevel)));
    }

    /// <summary>The levels that were chosen, or the likely ones; a camera's follows its site's downwards.</summary>
    internal static SiteLevels Levels(IReadOnlyList<FolderCount> folders, int? site, int? camera)
    {
        var chosen = new SiteLevels(site ?? -1, Math.Max(site ?? -1, camera ?? -1));
        return SiteRule.AreUsable(chosen) ? chosen : SiteRule.Guess(folders);
    }
}
