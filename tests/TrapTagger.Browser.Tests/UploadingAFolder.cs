using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using TrapTagger.Testing.Scenes;

namespace TrapTagger.Browser.Tests;

/// <summary>What goes wrong while a folder is uploaded costs time, and nothing else.</summary>
public sealed class UploadingAFolder(OwnedSite owned) : IClassFixture<OwnedSite>
{
    private const int Many = 20_000;

    /// <summary>How often the page is painted: one that stands still while it counts is painted twice.</summary>
    private const int FewestPaints = 10;

    [Fact]
    public async Task twenty_thousand_files_leave_the_page_responsive()
    {
        RunningSite.NeedsABrowser();
        using var folder = ManyFiles();
        await using var window = await owned.Window();
        var page = await window.NewPageAsync();
        await page.GotoAsync("/surveys/new");
        await page.Type("Name", "A whole dry season");
        await CountPaints(page);

        await page.Locator("input[type=file]").First.SetInputFilesAsync(folder.Root);
        await page.GetByText("20,000 photographs").WaitForAsync();
        Assert.InRange(await Paints(page), FewestPaints, int.MaxValue);
        Assert.Equal(10, await page.Locator(".site-list tbody tr").CountAsync());

        await page.Enter(page.GetByRole(AriaRole.Button, new() { Name = "Create and upload" }));
        await page.GetByText(" of 20,000 files").WaitForAsync();
        await CountPaints(page);
        await page.Enter(page.GetByRole(AriaRole.Button, new() { Name = "Pause" }));
        await page.GetByText("Upload paused").WaitForAsync();
        await page.Enter(page.GetByRole(AriaRole.Button, new() { Name = "Resume" }));
        await page.Locator("survey-upload progress[value]:not([value='0'])").WaitForAsync();
        Assert.InRange(await Paints(page), FewestPaints, int.MaxValue);
        await page.Enter(page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }));
        await page.GetByText("Upload cancelled: what arrived stays").WaitForAsync();
    }

    [Fact]
    public async Task a_lost_connection_a_dead_server_and_a_reload_cost_only_time()
    {
        RunningSite.NeedsABrowser();
        const int Files = 24;
        using var folder = new SurveyFolder();
        var scene = new Scene(seed: 3, night: true, width: 320, height: 240);
        folder.Add("River", "East", scene.Burst(new DateTime(2026, 6, 1, 4, 0, 0), Files, animal: true));
        await using var window = await owned.Window();
        var page = await window.NewPageAsync();
        page.Dialog += async (_, leaving) => await leaving.AcceptAsync();

        var sent = 0;
        await page.RouteAsync("**/objects/**", route => Interlocked.Increment(ref sent) > 8
            ? route.AbortAsync("connectionreset")
            : route.ContinueAsync());
        await page.GotoAsync("/surveys");
        await Work.CreateSurvey(page, "River crossing", folder.Root);
        await page.GetByText("Trying again; nothing is lost.").WaitForAsync();

        await owned.Site.KillTheWebApp();
        await page.UnrouteAsync("**/objects/**");
        await page.ReloadAsync();
        await page.GetByText("Pick the same folder to go on").WaitForAsync();
        await page.Locator("survey-upload input[type=file]").SetInputFilesAsync(folder.Root);

        await page.GetByText("Upload complete").WaitForAsync();
        await page.GetByText(" already there").WaitForAsync();
        await page.Locator("main").GetByText($"{Files} frames").First.WaitForAsync();
        Assert.Equal(0, await page.GetByText("set aside").CountAsync());
    }

    [Fact]
    public async Task files_that_somebody_goes_on_without_while_they_are_sent_come_all_the_same()
    {
        RunningSite.NeedsABrowser();
        const int Files = 6;
        using var folder = new SurveyFolder();
        var scene = new Scene(seed: 4, night: true, width: 320, height: 240);
        folder.Add("Hill", "West", scene.Burst(new DateTime(2026, 6, 2, 4, 0, 0), Files, animal: true));
        await using var window = await owned.Window();
        var page = await window.NewPageAsync();
        var dropped = new Lazy<Task>(async () =>
        {
            var other = await window.NewPageAsync();
            await other.GotoAsync(page.Url);
            await other.Enter(other.GetByRole(AriaRole.Button, new() { Name = "Continue without them" }));
            await other.Locator(".upload-open").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        });
        await page.RouteAsync("**/objects/**", async route =>
        {
            if (route.Request.Method == "PUT")
            {
                await dropped.Value;
            }
            await route.ContinueAsync();
        });

        await page.GotoAsync("/surveys");
        await Work.CreateSurvey(page, "Hill", folder.Root);

        await page.GetByText("Upload complete").WaitForAsync();
        await page.Locator("main").GetByText($"{Files} frames").First.WaitForAsync();
    }

    [Fact]
    public async Task a_folder_that_is_chosen_before_the_script_is_here_counts()
    {
        RunningSite.NeedsABrowser();
        using var folder = new SurveyFolder();
        var scene = new Scene(seed: 7, night: true, width: 320, height: 240);
        folder.Add("Ridge", "South", scene.Burst(new DateTime(2026, 6, 4, 4, 0, 0), 2, animal: false));
        await using var window = await owned.Window();
        var page = await window.NewPageAsync();
        var chosen = new TaskCompletionSource();
        await page.RouteAsync("**/folder-picker*.js", async route =>
        {
            await chosen.Task;
            await route.ContinueAsync();
        });

        await page.GotoAsync("/surveys/new", new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("input[type=file]").First.SetInputFilesAsync(folder.Root);
        chosen.SetResult();

        await page.GetByText("2 photographs").First.WaitForAsync();
    }

    [Fact]
    public async Task checksums_wait_for_a_script_that_can_not_be_loaded()
    {
        RunningSite.NeedsABrowser();
        using var folder = new SurveyFolder();
        var scene = new Scene(seed: 6, night: true, width: 320, height: 240);
        folder.Add("Lake", "North", scene.Burst(new DateTime(2026, 6, 3, 4, 0, 0), 3, animal: true));
        await using var window = await owned.Window();
        var page = await window.NewPageAsync();
        await window.RouteAsync("**/hash-worker*.js", route => route.AbortAsync("connectionreset"));

        await page.GotoAsync("/surveys");
        await Work.CreateSurvey(page, "Lake", folder.Root);
        await page.GetByText("Trying again; nothing is lost.").WaitForAsync();
        await window.UnrouteAsync("**/hash-worker*.js");

        await page.GetByText("Upload complete").WaitForAsync();
    }

    [Theory]
    [InlineData(403)]
    [InlineData(400)]
    public async Task a_store_that_refuses_everybody_for_a_while_is_waited_for(int status)
    {
        RunningSite.NeedsABrowser();
        using var folder = new SurveyFolder();
        var scene = new Scene(seed: 10 + status, night: true, width: 320, height: 240);
        folder.Add("Marsh", "North", scene.Burst(new DateTime(2026, 6, 5, 4, 0, 0), 6, animal: true));
        await using var window = await owned.Window();
        var page = await window.NewPageAsync();
        await page.RouteAsync("**/objects/**", route => route.Request.Method == "PUT"
            ? route.FulfillAsync(new() { Status = status })
            : route.ContinueAsync());

        await page.GotoAsync("/surveys");
        await Work.CreateSurvey(page, $"Marsh {status}", folder.Root);
        await page.GetByText("The store takes no photographs now: your operator sees why.").WaitForAsync();
        await Task.Delay(TimeSpan.FromSeconds(8), TestContext.Current.CancellationToken);
        Assert.Equal(0, await page.GetByText("not taken").And(page.Locator(":visible")).CountAsync());
        await page.UnrouteAsync("**/objects/**");

        await page.GetByText("Upload complete").WaitForAsync();
    }

    [Fact]
    public async Task a_file_that_the_store_refuses_is_named_and_holds_up_no_other_one()
    {
        RunningSite.NeedsABrowser();
        using var folder = new SurveyFolder();
        var scene = new Scene(seed: 9, night: true, width: 320, height: 240);
        folder.Add("Swamp", "North", scene.Burst(new DateTime(2026, 6, 6, 4, 0, 0), 60, animal: true));
        await using var window = await owned.Window();
        var page = await window.NewPageAsync();
        var refused = "";
        await page.RouteAsync("**/objects/**", async route =>
        {
            var path = new Uri(route.Request.Url).AbsolutePath;
            if (route.Request.Method == "PUT" && (refused is "" || refused == path))
            {
                refused = path;
                await route.FulfillAsync(new() { Status = 403 });
                return;
            }
            await Task.Delay(200);
            await route.ContinueAsync();
        });

        await page.GotoAsync("/surveys");
        await Work.CreateSurvey(page, "Swamp", folder.Root);

        await page.GetByText("Upload ended, but files are missing").WaitForAsync();
        await page.GetByText("1 file not taken").WaitForAsync();
    }

    /// <summary>The same small photograph again and again, each with a number behind its end.</summary>
    private static SurveyFolder ManyFiles()
    {
        var folder = new SurveyFolder();
        var picture = new Scene(seed: 5, night: true, width: 64, height: 48)
            .Burst(new DateTime(2026, 7, 1), 1, animal: false)[0].Jpeg;
        for (var i = 0; i < Many; i++)
        {
            var camera = Path.Combine(folder.Root, $"Site {i % 10}", $"Camera {i % 2}");
            Directory.CreateDirectory(camera);
            var number = i.ToString("D5", CultureInfo.InvariantCulture);
            var file = Path.Combine(camera, $"IMG_{number}.JPG");
            File.WriteAllBytes(file, [.. picture, .. Encoding.ASCII.GetBytes(number)]);
        }
        return folder;
    }

    private static Task<JsonElement?> CountPaints(IPage page) => page.EvaluateAsync("""
        () => {
          globalThis.paints = 0;
          const paint = () => { globalThis.paints++; requestAnimationFrame(paint); };
          requestAnimationFrame(paint);
        }
        """);

    private static Task<int> Paints(IPage page) => page.EvaluateAsync<int>("() => globalThis.paints");
}
