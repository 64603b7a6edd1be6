using Microsoft.Playwright;
using TrapTagger.Testing;

namespace TrapTagger.Browser.Tests;

/// <summary>The product as an operator starts it, web app and worker, and a browser to use it with.</summary>
public sealed class RunningSite : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RunningAppHost _host;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static bool HasABrowser => File.Exists(OpenBrowser.Chromium);

    /// <summary>The address that the AppHost printed.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>The link that the web app printed.</summary>
    public string FirstRunLink { get; private set; } = "";

    /// <summary>Rows as they lie in the database.</summary>
    public SiteRows Rows => new($"Data Source={Path.Combine(_folder["data"], "traptagger.db")}");

    /// <summary>Letters that were sent, which are files without a mail server; long lines are put together.</summary>
    public IEnumerable<string> Letters() => Directory.Exists(Path.Combine(_folder["data"], "mail"))
        ? Directory.GetFiles(Path.Combine(_folder["data"], "mail"), "*.eml").Select(file => File.ReadAllText(file)
            .Replace("=\r\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal))
        : [];

    private RunningSite((string, string)[] variables) => _host = RunningAppHost.StartIn(_folder, variables);

    /// <param name="variables">Settings as an operator gives them.</param>
    public static async Task<RunningSite> StartAsync(params (string Name, string Value)[] variables)
    {
        var site = new RunningSite(variables);
        await site.OpenAsync();
        return site;
    }

    private async Task OpenAsync()
    {
        Url = new((await _host.Says("^TrapTagger is ready at (\\S+)")).Groups[1].Value);
        FirstRunLink = (await _host.Says("First run: open (\\S+)")).Groups[1].Value;
        _playwright = await Playwright.CreateAsync();
        _browser = await OpenBrowser.LaunchAsync(_playwright);
    }

    /// <summary>Skips the test where there is no browser, with the reason.</summary>
    public static void NeedsABrowser() =>
        Assert.SkipUnless(
            HasABrowser, $"{OpenBrowser.Chromium} is not installed: apt-get install chromium-headless-shell.");

    /// <summary>A window of its own: nothing in it but what is done in it, or what another window stored.</summary>
    public async Task<IBrowserContext> Window(string? stored = null)
    {
        var window = await _browser!.NewContextAsync(new()
        {
            BaseURL = Url.ToString(),
            ColorScheme = ColorScheme.Light,
            ViewportSize = new() { Width = 1440, Height = 900 },
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = stored,
        });
        window.SetDefaultTimeout(60_000);
        return window;
    }

    /// <summary>Kills the web app. The AppHost starts it again, and it is waited for.</summary>
    public async Task KillTheWebApp()
    {
        var said = _host.Lines.Count;
        await _host.Receives("KILL", _host.ProcessOf("web"));
        await _host.Says("web is starting as process", said);
        await Eventually.Is(IsThere, there => there);
    }

    private async Task<bool> IsThere()
    {
        await using var caller = await _playwright!.APIRequest.NewContextAsync();
        try
        {
            return (await caller.GetAsync(new Uri(Url, "/health").ToString())).Ok;
        }
        catch (PlaywrightException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
        _playwright?.Dispose();
        await _host.DisposeAsync();
        _folder.Dispose();
    }
}
