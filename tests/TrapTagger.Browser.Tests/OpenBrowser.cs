using Microsoft.Playwright;

namespace TrapTagger.Browser.Tests;

/// <summary>A browser without a site, for documents that need none; nothing where none is installed.</summary>
public sealed class OpenBrowser : IAsyncLifetime
{
    // Chromium without the windows around a page, which nobody sees here: half the work.
    private const string Shell = "/usr/bin/chromium-headless-shell";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal static string Chromium { get; } = File.Exists(Shell) ? Shell : "/usr/bin/chromium";

    internal static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Chromium,
        Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });

    public async ValueTask InitializeAsync()
    {
        if (File.Exists(Chromium))
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await LaunchAsync(_playwright);
        }
    }

    internal Task<IBrowserContext> Window() => _browser!.NewContextAsync();

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? default);
        _playwright?.Dispose();
    }
}
