using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

/// <summary>A site from before there were any.</summary>
public sealed class BecomingASiteAdministrator : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task the_oldest_person_becomes_one_when_the_site_is_updated()
    {
        var ann = await _site.Rows.HasPerson("Ann", "Wild Test");
        await _site.Rows.HasPerson("Ben", "Wild Test");
        await _site.Rows.Run("""
            ALTER TABLE person DROP COLUMN site_administrator;
            DELETE FROM migration WHERE name = '0002_add_site_administrators';
            """);

        await using var updated = _site.Beside();

        var names = await _site.Rows.Rows<string>("SELECT name FROM person WHERE site_administrator");
        Assert.Equal(["Ann"], names);
        var visitor = updated.Visitor();
        await visitor.Submits(
            (await visitor.Opens("/sign-in")).Form(), ("email", ann.Email), ("password", SiteRows.Password));
        Assert.Equal(HttpStatusCode.OK, (await visitor.Opens("/admin")).Status);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
