using System.Diagnostics;
using Microsoft.Playwright;
using TrapTagger.Testing;

namespace TrapTagger.Browser.Tests;

/// <summary>From the link that a new installation prints to the results as a file, with the keyboard alone.</summary>
public sealed class DoingTheWholeJob(ITestOutputHelper output)
{
    private const string Header =
        "Site Name,Camera,Latitude,Longitude,Timestamp,Species,Sighting Count,File,Cluster,Annotator";

    [Fact]
    public async Task an_ecologist_needs_nothing_but_a_folder_and_the_keyboard()
    {
        RunningSite.NeedsABrowser();
        using var folder = SurveyAtHand.Make();

        await IsDoneWith(folder.Root, SurveyAtHand.Frames);
    }

    [Fact]
    public async Task a_folder_of_real_photographs_is_done_the_same_way()
    {
        RunningSite.NeedsABrowser();
        Assert.SkipUnless(Photographs.Exist, Photographs.Absent);

        await IsDoneWith(Photographs.PathOf("peru_s90/S90"), frames: 111);
    }

    private async Task IsDoneWith(string folder, int frames)
    {
        await using var site = await RunningSite.StartAsync();
        var window = await site.Window();
        var page = await window.NewPageAsync();
        var time = Stopwatch.StartNew();

        await Work.CreateOrganisation(page, site.FirstRunLink);
        await Work.CreateSurvey(page, "Waterhole 2026", folder);
        await Work.WaitForClusters(page);
        var machines = time.Elapsed;

        await page.Enter(page.GetByRole(AriaRole.Link, new() { Name = "Annotation" }));
        await page.Enter(page.GetByRole(AriaRole.Link, new() { Name = "Start labelling" }));
        await Work.CreateLabel(page, "Red brocket", key: "1");
        var decided = await Work.LabelEverything(page);
        var csv = await Work.DownloadResults(page);

        output.WriteLine($"{frames} frames: {time.Elapsed.TotalSeconds:0} s from the first-run link to the CSV, "
            + $"{machines.TotalSeconds:0} s of them until {decided} clusters could be labelled.");
        Assert.Equal(Header, csv[0]);
        Assert.Equal(frames, csv.Count - 1);
        Assert.Contains(csv, row => row.Contains(",Red brocket,", StringComparison.Ordinal));
        Assert.All(csv.Skip(1), row => Assert.EndsWith(",Ann Field", row, StringComparison.Ordinal));
        Assert.Equal(decided, csv.Skip(1).Select(row => row.Split(',')[8]).Distinct().Count());
    }
}
