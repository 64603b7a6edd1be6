using TrapTagger.Surveys.Tests.Ingest;
using TrapTagger.Testing;

namespace TrapTagger.Surveys.Tests.Showing;

/// <summary>
/// What a worker and other people do shows in a browser that follows the survey through another web process. It takes
/// no look by itself, so every change must be told.
/// </summary>
public sealed class FollowingASurvey
{
    [Fact]
    public async Task what_a_worker_reads_and_an_annotator_labels_is_told()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var site = new SiteUnderTest(redis: redis.Address);
        await using var beside = site.Beside(new ImpatientClock());
        var (ann, ben) = (await site.SignedIn(), await beside.SignedIn("Ben"));
        foreach (var process in (SiteUnderTest[])[site, beside])
        {
            await Eventually.Is(() => Health(process), health => health == "Healthy");
        }
        var survey = await site.HasArrived(photographs: 3);
        await using var seen = await LiveStream.OpenAsync(ben, $"/surveys/{survey}/live");
        await seen.Shows("0 of 3 files");

        await using (site.StartsWorker())
        {
            await seen.Shows("<span>3 frames</span>");
        }

        var scene = await site.HasClusters(new SiteScene("North", 2));
        await using var labelled = await LiveStream.OpenAsync(ben, $"/surveys/{scene.Survey}/live");
        await labelled.Shows("0 of 2 clusters");
        var (page, leased) = await LabellingPage.OpenedBy(ann, scene.Set);
        await page.Labels(leased.Ids[0], scene.Labels["Jaguar"]);
        await labelled.Shows("1 of 2 clusters");
    }

    private static async Task<string> Health(SiteUnderTest site) =>
        await site.Visitor().Http.GetStringAsync("/health", TestContext.Current.CancellationToken);
}
