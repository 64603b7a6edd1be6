using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using TrapTagger.Platform.Maintenance;
using TrapTagger.Testing;

namespace TrapTagger.Platform.Tests.Maintenance;

public sealed class RunningOutOfRoom
{
    private const int Full = 13;
    private const int CannotOpen = 14;

    [Theory]
    [InlineData(Full, "The database has no room left")]
    [InlineData(CannotOpen, "The database does not answer")]
    public async Task a_page_says_what_its_database_wants(int error, string title)
    {
        Assert.SkipWhen(TestDatabase.IsServer, "This is how the embedded database says it.");
        await using var platform = await PlatformUnderTest.StartAsync();
        var app = new ApplicationBuilder(platform.Get<IServiceProvider>());
        app.UseMaintenance();
        app.Run(_ => throw new SqliteException("It can't.", error));
        var http = new DefaultHttpContext { Request = { Headers = { Accept = "text/html" } } };
        using var page = new MemoryStream();
        http.Response.Body = page;

        await app.Build()(http);

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, http.Response.StatusCode);
        Assert.Contains($"<h1>{title}</h1>", System.Text.Encoding.UTF8.GetString(page.ToArray()));
    }
}
