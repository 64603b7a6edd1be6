using System.Globalization;
using TrapTagger.Testing;
using TrapTagger.Testing.Mail;

namespace TrapTagger.Platform.Tests.Mail;

/// <summary>
/// A server that ends every third conversation at a moment of its own choosing. With TRAPTAGGER_TEST_TIMES=20 it gets a
/// thousand letters instead of fifty.
/// </summary>
public sealed class LosingConnections(ITestOutputHelper output)
{
    private static int Letters =>
        50 * (int.TryParse(Environment.GetEnvironmentVariable("TRAPTAGGER_TEST_TIMES"), out var times) ? times : 1);

    [Fact]
    public async Task every_letter_arrives_and_a_second_copy_is_known_by_its_id()
    {
        await using var office = await PostOffice.OpenAsync();
        var (chance, ended) = (new Random(7), new Dictionary<SmtpMoment, int>());
        office.Server.EndsAt = connection =>
        {
            lock (ended)
            {
                var moment = connection % 3 == 0 ? (SmtpMoment)chance.Next(1, 10) : SmtpMoment.Never;
                ended[moment] = ended.GetValueOrDefault(moment) + 1;
                return moment;
            }
        };
        await office.Writes(
            [.. Enumerable.Range(1, Letters).Select(i => PostOffice.ALetter($"person{i}@example.org"))]);
        await office.StartsWorker();
        await office.StartsWorker();

        await Eventually.Is(async () =>
        {
            // As if the pauses were over; a letter that a worker has at this moment is left to it.
            await office.Site.Ask<long>("""
                UPDATE mail SET due_at = created_at WHERE state = 'waiting' AND leased_until IS NULL
                """);
            return await office.States();
        }, states => states == $"{Letters} sent", limit: TimeSpan.FromMinutes(10));

        var taken = office.Server.Taken;
        var copies = taken.GroupBy(l => l.MessageId).ToList();
        Assert.Equal(Letters, copies.Count);
        Assert.Equal(Letters, taken.Select(l => l.To).Distinct().Count());
        Assert.All(copies, c => Assert.Single(c.Select(l => l.To).Distinct()));
        // Twice only where the server had taken the letter and did not say so.
        var twice = taken.Count - Letters;
        Assert.Equal(ended.GetValueOrDefault(SmtpMoment.BeforeSayingSo), twice);
        var lost = ended.Where(e => e.Key != SmtpMoment.Never).Sum(e => e.Value);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Letters} letters, {office.Server.Connections} connections, {lost} of them ended by the server: "
            + $"{copies.Count(c => c.Count() == 1)} arrived once, {copies.Count(c => c.Count() > 1)} more than once "
            + $"({twice} copies, each under the same Message-ID)"));
        output.WriteLine(string.Join(", ", ended.OrderBy(e => e.Key).Select(e => $"{e.Key} {e.Value}")));
    }

    [Fact]
    public async Task two_workers_never_send_the_same_letter()
    {
        await using var office = await PostOffice.OpenAsync();
        await office.Writes([.. Enumerable.Range(1, 100).Select(i => PostOffice.ALetter($"person{i}@example.org"))]);

        await Task.WhenAll(office.StartsWorker(), office.StartsWorker(), office.StartsWorker());

        await office.IsAt("100 sent");
        Assert.Equal(100, office.Server.Taken.Count);
        Assert.Equal(100, office.Server.Taken.Select(l => l.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task what_a_killed_worker_had_is_sent_by_another_one_when_its_lease_ends()
    {
        await using var office = await PostOffice.OpenAsync();
        await office.Writes(PostOffice.ALetter());
        // As a worker leaves it that was killed in the middle.
        await office.Site.Ask<long>("UPDATE mail SET attempts = 1, leased_until = @until", new
        {
            until = office.Clock.GetUtcNow() + Platform.Mail.MailQueue.Lease,
        });
        await office.StartsWorker();
        await office.Writes(PostOffice.ALetter("ben@example.org"));
        await office.IsAt("1 sent, 1 waiting");

        office.Clock.Advance(Platform.Mail.MailQueue.Lease);

        await office.IsAt("2 sent");
        Assert.Equal(["ann@example.org", "ben@example.org"], office.Server.Taken.Select(l => l.To).Order());
    }
}
