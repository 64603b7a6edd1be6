using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Mail;
using TrapTagger.Testing;
using TrapTagger.Testing.Mail;

namespace TrapTagger.Platform.Tests.Mail;

/// <summary>Letters written on one platform, sent by a worker beside it to a server of the test.</summary>
internal sealed class PostOffice : IAsyncDisposable
{
    private readonly List<PlatformUnderTest> _workers = [];

    internal required SmtpServer Server { get; init; }

    internal required TestClock Clock { get; init; }

    internal required PlatformUnderTest Site { get; init; }

    internal MailBoard Board => Site.Get<MailBoard>();

    internal static async Task<PostOffice> OpenAsync(params (string Name, string Value)[] settings)
    {
        var clock = new TestClock();
        var server = new SmtpServer();
        (string, string)[] all =
        [
            ("MAIL_SERVER", "127.0.0.1"), ("MAIL_PORT", $"{server.Port}"), ("MAIL_USE_TLS", "False"),
            ("TrapTagger:Origins", "https://traps.example.org"), .. settings,
        ];
        var site = await PlatformUnderTest.StartAsync(
            (services, _) => services.AddSingleton<TimeProvider>(clock), settings: all);
        // As the first page does: within a letter's transaction no key could be kept.
        site.Get<IDataProtectionProvider>().CreateProtector("a page").Protect("");
        return new() { Site = site, Server = server, Clock = clock };
    }

    internal async Task StartsWorker() => _workers.Add(await Site.BesideAsync((services, _) =>
        services.AddSingleton<TimeProvider>(Clock).AddMailSending()));

    /// <summary>In good order: what they are at is finished.</summary>
    internal async Task StopsWorkers()
    {
        foreach (var worker in _workers)
        {
            await worker.DisposeAsync();
        }
        _workers.Clear();
    }

    internal async Task Decides(Func<MailBoard, DbSession, Task<bool>> decide)
    {
        await using var work = await Site.Db.BeginAsync(TestContext.Current.CancellationToken);
        Assert.True(await decide(Board, work));
        await work.CommitAsync();
    }

    internal async Task Writes(params Letter[] letters)
    {
        await using var work = await Site.Db.BeginAsync(TestContext.Current.CancellationToken);
        foreach (var letter in letters)
        {
            await Site.Get<IMailer>().SendAsync(work, letter);
        }
        await work.CommitAsync();
    }

    internal static Letter ALetter(string to = "ann@example.org", string subject = "Hello") =>
        new(to, subject, "Ann", ["First."]);

    /// <summary>"1 sent, 2 waiting".</summary>
    internal async Task<string> States() => string.Join(", ",
        (await Board.CountAsync(TestContext.Current.CancellationToken)).OrderBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => $"{c.Value} {c.Key}"));

    internal Task IsAt(string states) => Eventually.Is(States, seen => seen == states);

    internal async Task<MailSeen> Only(string state) =>
        Assert.Single(await Board.ListAsync(state, null, 10, TestContext.Current.CancellationToken));

    public async ValueTask DisposeAsync()
    {
        await StopsWorkers();
        await Site.DisposeAsync();
        await Server.DisposeAsync();
    }
}
