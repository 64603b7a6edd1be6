using System.Net;
using System.Net.Http.Headers;
using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests.Surviving;

/// <summary>A site without its database says so in a page, and goes on by itself.</summary>
[Collection<OneAfterTheOther>]
public sealed class WaitingForTheDatabase : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<LoneProgram> _programs = [];

    [Fact]
    public async Task a_site_that_starts_before_its_database_is_there_says_so_and_goes_on_when_it_is()
    {
        var later = _folder["later"];
        var web = Starts(new() { ["ConnectionStrings__traptagger"] = $"Data Source={later}/traptagger.db" });
        await web.Says("The database can't be used");
        using var browser = Browser(web);

        using var page = await Looks(browser, HttpStatusCode.ServiceUnavailable);
        var text = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("TrapTagger is being prepared", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.Equal(5, page.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        Assert.StartsWith(
            "default-src", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        Directory.CreateDirectory(later);

        (await Looks(browser, HttpStatusCode.OK)).Dispose();
        await web.Says("First run: open (\\S+) ");
    }

    [Fact]
    public async Task a_database_that_goes_and_comes_back_takes_the_site_along_without_a_restart()
    {
        Assert.SkipUnless(MariaDbServer.IsInstalled, MariaDbServer.Absent);
        var server = new MariaDbServer();
        var web = Starts(new() { ["ConnectionStrings__traptagger"] = server.CreateDatabase("gone") });
        var ann = await Ecologist.CreatesOrganisation(web);
        ann.Http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        Assert.Equal(HttpStatusCode.OK, (await ann.Opens("/surveys")).Status);

        server.Kill();
        var away = await ann.Opens("/surveys");
        server.Start();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.Status);
        Assert.Contains("The database does not answer", away.Raw, StringComparison.Ordinal);
        await Eventually.Is(
            async () => (await ann.Opens("/surveys")).Status, status => status == HttpStatusCode.OK, web.Output);
        server.Stop();
    }

    [Fact]
    public async Task a_script_that_fails_is_named_on_the_console_while_pages_say_that_the_site_is_prepared()
    {
        var file = $"Data Source={_folder["taken.db"]}";
        await Run(file, "CREATE TABLE person (nonsense int)");
        var web = Starts(new() { ["ConnectionStrings__traptagger"] = file });
        await web.Says("Migration Accounts/0001_[a-z_]+ failed: .*person");
        using var browser = Browser(web);

        using var page = await Looks(browser, HttpStatusCode.ServiceUnavailable);
        var text = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("TrapTagger is being prepared", text, StringComparison.Ordinal);
        Assert.DoesNotContain("person", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", web.Output(), StringComparison.Ordinal);

        await Run(file, "DROP TABLE person");
        (await Looks(browser, HttpStatusCode.OK)).Dispose();
    }

    [Fact]
    public async Task a_password_that_is_wrong_is_said_and_the_site_goes_on_once_it_is_right()
    {
        Assert.SkipUnless(MariaDbServer.IsInstalled, MariaDbServer.Absent);
        var server = new MariaDbServer();
        var right = server.CreateDatabase("locked");
        server.Execute("ALTER USER 'locked'@'%' IDENTIFIED BY 'another'");
        var web = Starts(new() { ["ConnectionStrings__traptagger"] = right });
        using var browser = Browser(web);

        await web.Says("The database can't be used: Access denied for user 'locked'");
        using var page = await Looks(browser, HttpStatusCode.ServiceUnavailable);
        Assert.DoesNotContain("   at ", web.Output(), StringComparison.Ordinal);

        server.Execute("ALTER USER 'locked'@'%' IDENTIFIED BY 'secret'");
        (await Looks(browser, HttpStatusCode.OK)).Dispose();
        server.Stop();
    }

    [Theory]
    [InlineData("Server=db.example;Database=t", "add SslMode=VerifyFull")]
    [InlineData("Server=127.0.0.1;Database=t;Colour=red", "The connection string of the database can't be read")]
    public async Task settings_that_cannot_work_end_the_start_with_a_sentence(string settings, string said)
    {
        var web = Starts(new() { ["ConnectionStrings__traptagger"] = settings });

        await web.Says(said);

        await web.Ends();
        Assert.DoesNotContain("   at ", web.Output(), StringComparison.Ordinal);
    }

    private static async Task Run(string file, string sql)
    {
        await using var database = new Microsoft.Data.Sqlite.SqliteConnection($"{file};Pooling=false");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private LoneProgram Starts(Dictionary<string, string> settings)
    {
        var web = new LoneProgram("TrapTagger.Web", _folder, settings);
        _programs.Add(web);
        web.Start();
        return web;
    }

    private static HttpClient Browser(LoneProgram web)
    {
        var browser = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = web.Address };
        browser.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return browser;
    }

    private static Task<HttpResponseMessage> Looks(HttpClient browser, HttpStatusCode until) => Eventually.Is(
        async () =>
        {
            try
            {
                return await browser.GetAsync("/sign-in", TestContext.Current.CancellationToken);
            }
            catch (HttpRequestException)
            {
                return new(HttpStatusCode.RequestTimeout); // it doesn't listen yet
            }
        },
        answer => answer.StatusCode == until);

    public async ValueTask DisposeAsync()
    {
        foreach (var program in _programs)
        {
            await program.DisposeAsync();
        }
        _folder.Dispose();
    }
}
