using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrapTagger.Platform.Mail;
using TrapTagger.Testing;

namespace TrapTagger.Platform.Tests.Mail;

/// <summary>A letter that a server does not take.</summary>
public sealed class FailingToSend
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task it_is_tried_again_after_growing_pauses_and_parked_after_a_day()
    {
        await using var office = await PostOffice.OpenAsync();
        office.Server.AnswersRecipient = _ => "451 4.7.1 come back later";
        await office.StartsWorker();
        await office.Writes(PostOffice.ALetter());
        var first = await Failed(office, attempts: 1);
        Assert.Equal(30, Pause(office, first), 0.001);

        office.Clock.Advance(TimeSpan.FromSeconds(31));
        var second = await Failed(office, attempts: 2);
        Assert.Equal(60, Pause(office, second), 0.001);

        office.Clock.Advance(MailQueue.Longest);
        await office.IsAt("1 parked");
        var parked = await office.Only("parked");
        Assert.StartsWith(
            $"The mail server at 127.0.0.1:{office.Server.Port} does not take the letter: ",
            parked.Reason, StringComparison.Ordinal);
        Assert.EndsWith("4.7.1 come back later.", parked.Reason, StringComparison.Ordinal);

        office.Server.AnswersRecipient = _ => null;
        await office.Decides((board, work) => board.SendAgainAsync(work, parked.Id));
        await office.IsAt("1 sent");
    }

    [Theory]
    [InlineData(0, 30)]
    [InlineData(1, 60)]
    [InlineData(4, 480)]
    [InlineData(6, 1920)]
    [InlineData(7, 3600)]
    [InlineData(1000, 3600)]
    public void a_pause_is_twice_the_one_before_and_an_hour_at_most(int attemptsBefore, double seconds) =>
        Assert.Equal(seconds, MailQueue.Pause(attemptsBefore).TotalSeconds);

    [Fact]
    public async Task an_address_that_does_not_exist_is_not_tried_again()
    {
        await using var office = await PostOffice.OpenAsync();
        office.Server.AnswersRecipient = to => to == "nobody@example.org" ? "550 5.1.1 no such user" : null;
        await office.StartsWorker();

        await office.Writes(PostOffice.ALetter("nobody@example.org"), PostOffice.ALetter());

        await office.IsAt("1 parked, 1 sent");
        var parked = await office.Only("parked");
        Assert.Equal(1, parked.Attempts);
        Assert.Contains("5.1.1 no such user", parked.Reason, StringComparison.Ordinal);
        await office.Decides((board, work) => board.GiveUpAsync(work, parked.Id));
        Assert.Equal("1 given_up, 1 sent", await office.States());
    }

    [Fact]
    public async Task the_site_says_that_letters_wait_and_why()
    {
        await using var office = await PostOffice.OpenAsync(("MAIL_PORT", $"{RunningAppHost.FreePort()}"));
        await office.StartsWorker();
        Assert.Equal(HealthStatus.Healthy, (await Health(office)).Status);
        await office.Writes(PostOffice.ALetter());
        await Eventually.Is(
            () => office.Site.Ask<string>("SELECT reason FROM mail"), reason => reason is not null);
        Assert.Equal(HealthStatus.Healthy, (await Health(office)).Status);

        office.Clock.Advance(TimeSpan.FromMinutes(16));

        var late = await Eventually.Is(() => Health(office), h => h.Description!.Contains("does not answer"));
        Assert.StartsWith("1 letter waits to be sent. The mail server at 127.0.0.1:", late.Description);
        Assert.Contains("check MAIL_SERVER and MAIL_PORT: Connection refused", late.Description);

        office.Clock.Advance(MailQueue.Longest);
        await office.IsAt("1 parked");
        Assert.StartsWith(
            "1 letter could not be sent and waits for your decision.", (await Health(office)).Description);
    }

    [Fact]
    public async Task a_server_that_wants_a_password_says_no_to_a_wrong_one()
    {
        await using var office = await PostOffice.OpenAsync(("MAIL_USERNAME", "ann"), ("MAIL_PASSWORD", "wrong"));
        office.Server.Asks = ("ann", "right");
        await office.StartsWorker();

        await office.Writes(PostOffice.ALetter());

        var reason = await Eventually.Is(() => office.Site.Ask<string>("SELECT reason FROM mail"), r => r is not null);
        Assert.Contains("does not let TrapTagger in, so check MAIL_USERNAME and MAIL_PASSWORD", reason);
        Assert.DoesNotContain("wrong\"", reason, StringComparison.Ordinal);
        Assert.Empty(office.Server.Taken);
    }

    [Fact]
    public async Task a_server_without_tls_is_told_nothing_where_tls_is_asked_for()
    {
        await using var office = await PostOffice.OpenAsync(("MAIL_USE_TLS", "True"));
        await office.StartsWorker();

        await office.Writes(PostOffice.ALetter());

        var reason = await Eventually.Is(() => office.Site.Ask<string>("SELECT reason FROM mail"), r => r is not null);
        Assert.Contains("offers no STARTTLS", reason, StringComparison.Ordinal);
        Assert.Empty(office.Server.Taken);
    }

    [Fact]
    public async Task a_worker_that_stops_lets_the_letter_on_its_way_arrive()
    {
        await using var office = await PostOffice.OpenAsync();
        var gate = new TaskCompletionSource();
        office.Server.Gate = gate.Task;
        await office.StartsWorker();
        await office.Writes(PostOffice.ALetter(), PostOffice.ALetter("ben@example.org"));
        await Eventually.Is(() => Task.FromResult(office.Server.Connections), c => c == 1);

        var stopping = office.StopsWorkers();
        gate.SetResult();
        await stopping;

        Assert.Equal("1 sent, 1 waiting", await office.States());
        Assert.Single(office.Server.Taken);
    }

    private static Task<MailSeen> Failed(PostOffice office, int attempts) => Eventually.Is(
        () => office.Only("waiting"), mail => mail.Attempts == attempts && mail.DueAt > office.Clock.GetUtcNow());

    private static double Pause(PostOffice office, MailSeen mail) =>
        (mail.DueAt - office.Clock.GetUtcNow()).TotalSeconds;

    private static Task<HealthCheckResult> Health(PostOffice office) => new MailHealth(
        office.Site.Db, office.Site.Get<MailSettings>(), office.Clock).CheckHealthAsync(new(), Stop);
}
