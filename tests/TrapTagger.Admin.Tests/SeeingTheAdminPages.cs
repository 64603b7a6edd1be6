using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Admin.Tests;

public sealed class SeeingTheAdminPages : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/live")]
    [InlineData("/admin/jobs")]
    [InlineData("/admin/jobs/live")]
    [InlineData("/admin/jobs/1/cancel")]
    public async Task for_a_person_who_is_no_site_administrator_there_is_nothing(string path)
    {
        var ann = await _site.SignedIn();

        Assert.Equal(HttpStatusCode.NotFound, (await ann.Opens(path)).Status);
    }

    [Fact]
    public async Task the_way_there_is_shown_to_site_administrators_alone()
    {
        var ann = await _site.SignedIn();
        var sam = await _site.SignedInAsSiteAdministrator();

        Assert.Null((await ann.Opens("/surveys")).Html.QuerySelector("a[href='/admin']"));
        Assert.NotNull((await sam.Opens("/surveys")).Html.QuerySelector("a[href='/admin']"));
    }

    [Fact]
    public async Task somebody_else_can_decide_nothing()
    {
        await _site.HasParked(1);
        var ann = await _site.SignedIn();
        await ann.Opens("/surveys");

        using var retried = await ann.Sends(HttpMethod.Post, "/admin/jobs/retry");

        Assert.Equal(HttpStatusCode.NotFound, retried.StatusCode);
        Assert.Equal("parked", await _site.Rows.Ask<string>("SELECT state FROM job"));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
