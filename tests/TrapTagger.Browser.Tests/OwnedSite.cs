using Microsoft.Playwright;

namespace TrapTagger.Browser.Tests;

/// <summary>A running site with an organisation, and nothing in that but who owns it.</summary>
public sealed class OwnedSite : IAsyncLifetime
{
    private string _signedIn = "";

    /// <summary>Not there where there is no browser: the tests that look for it are skipped.</summary>
    public RunningSite Site { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (!RunningSite.HasABrowser)
        {
            return;
        }
        Site = await RunningSite.StartAsync();
        await using var window = await Site.Window();
        await Work.CreateOrganisation(await window.NewPageAsync(), Site.FirstRunLink);
        _signedIn = await window.StorageStateAsync();
    }

    /// <summary>A window of the owner, who is signed in.</summary>
    public Task<IBrowserContext> Window() => Site.Window(_signedIn);

    public ValueTask DisposeAsync() => Site?.DisposeAsync() ?? default;
}
