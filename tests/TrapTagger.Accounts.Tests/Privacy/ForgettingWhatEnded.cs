using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

public sealed class ForgettingWhatEnded : IAsyncDisposable
{
    private const string Count = """
        SELECT concat((SELECT count(*) FROM session), ' ', (SELECT count(*) FROM known_device), ' ',
            (SELECT count(*) FROM reset_link), ' ', (SELECT count(*) FROM notice), ' ',
            (SELECT count(*) FROM invitation))
        """;

    private readonly TestClock _clock = new();
    private readonly SiteUnderTest _site;

    public ForgettingWhatEnded() => _site = new(_clock);

    [Theory]
    [InlineData(89, "2 2 1 2 1")]
    [InlineData(91, "1 2 0 1 0")]
    [InlineData(401, "0 0 0 1 0")]
    public async Task what_ended_is_gone_ninety_days_later(int days, string left)
    {
        var ann = await _site.SignedIn("Ann");
        await _site.SignsIn("ann@wild-test.example");
        await ann.Submits((await ann.Opens("/account/sessions")).Form(".account-list form"));
        await ann.Submits((await ann.Opens("/forgotten")).Form(), ("email", "ann@wild-test.example"));
        await _site.WorksOff();
        var now = _clock.GetUtcNow().UtcDateTime;
        await _site.Rows.Run("""
            INSERT INTO notice (id, person_id, text, told_at, read_at)
            SELECT '1', id, 'Read', @now, @now FROM person UNION ALL SELECT '2', id, 'Unread', @now, NULL FROM person;
            INSERT INTO invitation (id, organisation_id, email, normalized_email, role, may_create, may_delete,
                may_label, invited_by, invited_at, expires_at, state)
            SELECT 1, organisation_id, 'x@x.example', 'X@X.EXAMPLE', 'read', FALSE, FALSE, FALSE, person_id, @now, @now,
                'open' FROM membership;
            """, new { now = $"{now:yyyy-MM-dd HH:mm:ss.ffffff}" });
        _clock.Advance(TimeSpan.FromDays(days));

        await using var another = _site.Beside(_clock); // each begins by looking

        await Eventually.Is(() => _site.Rows.Ask<string>(Count), seen => seen == left);
        if (days < 90)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
            Assert.Equal(left, await _site.Rows.Ask<string>(Count));
        }
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
