using Microsoft.Playwright;
using TrapTagger.Testing.Scenes;

namespace TrapTagger.Browser.Tests;

/// <summary>A running site with a survey that is labelled in part, made once for all who look at it.</summary>
public sealed class SurveyedSite : IAsyncLifetime
{
    private readonly OwnedSite _owned = new();
    private readonly SurveyFolder _folder = SurveyAtHand.Make();
    private string _signedIn = "";

    /// <summary>Not there where there is no browser: the tests that look for it are skipped.</summary>
    public RunningSite Site => _owned.Site;

    public async ValueTask InitializeAsync()
    {
        await _owned.InitializeAsync();
        if (!RunningSite.HasABrowser)
        {
            return;
        }
        var window = await _owned.Window();
        var page = await window.NewPageAsync();
        await page.GotoAsync("/surveys");
        await Work.CreateSurvey(page, "Waterhole 2026", _folder.Root);
        await Work.WaitForClusters(page);
        await Work.PlaceTheSite(page, latitude: "-12.81", longitude: "-69.29");
        await page.GotoAsync("/annotate/1");
        await Work.CreateLabel(page, "Red brocket", key: "1");
        await Work.Label(page, "1", "n");
        _signedIn = await window.StorageStateAsync();
        await window.CloseAsync();
    }

    /// <summary>A window of somebody who is signed in.</summary>
    public Task<IBrowserContext> Window() => Site.Window(_signedIn);

    public async ValueTask DisposeAsync()
    {
        await _owned.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>The scenarios that share one; they run one after the other.</summary>
[CollectionDefinition]
public sealed class ASurveyedSite : ICollectionFixture<SurveyedSite>;
