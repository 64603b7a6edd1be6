using System.Net;
using TrapTagger.Testing;
using TrapTagger.Testing.Objects;

namespace TrapTagger.Surveys.Tests.Upload;

public sealed class PlanningWhileTheStoreStandsStill
{
    private static readonly Picked Jaguar = new("K/S90/a.jpg", "a mended jaguar");
    private static readonly Picked Puma = new("K/S90/b.jpg", "a mended puma");

    [Fact]
    public async Task a_file_that_is_replaced_holds_up_no_other_window()
    {
        var gateway = await ObjectGateway.StartedAsync();
        await using var proxy = await ObjectProxy.BeforeAsync(gateway.Endpoint);
        await using var site = new SiteUnderTest(
            objects: gateway.ConnectionString(ObjectGateway.NewBucket(), proxy.Address));
        var ann = await Uploader.At(site);
        var ben = await ann.Again();
        await site.Rows.HasFile(ann.Survey, Jaguar.Path, "quarantined", "It is broken.");
        await site.Rows.HasFile(ann.Survey, Puma.Path, "quarantined", "It is broken.");
        var files = new[] { new { Puma.Path, Size = Puma.Bytes.Length, Puma.Sha256 } };
        await Eventually.Is( // Once the site has made its bucket.
            async () => (await ann.Sends("plan", new { files })).StatusCode, status => status == HttpStatusCode.OK);

        var still = new TaskCompletionSource();
        proxy.Gate = still.Task;
        var plan = ann.Plans(Jaguar);
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);

        await ben.Announces(new Picked("K/S90/c.jpg", "a paca"))
            .WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.False(plan.IsCompleted);
        still.SetResult();
        Assert.Equal("put", (await plan).Verdict);
    }
}
