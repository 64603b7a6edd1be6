using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace TrapTagger.Platform.Coordination;

/// <summary>
/// The connection to Redis: opened in the background, so that nothing waits for it, and watched by listening for one's
/// own voice, which proves both ways at once. It comes back by itself.
/// </summary>
internal sealed class RedisLink(RedisSettings settings, Signals signals, ILogger<RedisLink> log) : BackgroundService
{
    private static readonly RedisChannel Changes = RedisChannel.Literal("traptagger:changes");

    /// <summary>Said instead of subjects that nobody remembers.</summary>
    private const string Everything = "*";

    /// <summary>How often it is looked whether Redis answers, and how long that may take.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>This process's voice: its own signals were heard here before they were sent.</summary>
    private readonly string _me = Guid.NewGuid().ToString("N");

    private ConnectionMultiplexer? _redis;
    private volatile TaskCompletionSource _heard = new();
    private volatile bool _answers;

    /// <summary>Something changed here while nobody could be told.</summary>
    private volatile bool _hasNews;

    public bool Answers => _answers;

    /// <summary>Redis runs, but not for the user or password that it is given.</summary>
    internal bool RefusesUs { get; private set; }

    /// <summary>Null while Redis does not answer.</summary>
    internal IDatabase? Database => _answers ? _redis?.GetDatabase() : null;

    internal string Where => settings.Where;

    internal void Publish(IReadOnlyCollection<string> subjects)
    {
        if (!_answers || _redis is not { } redis)
        {
            _hasNews = true;
        }
        else
        {
            try
            {
                redis.GetSubscriber().Publish(Changes, Message(subjects), CommandFlags.FireAndForget);
            }
            catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
            {
                _hasNews = true;
                Lose();
            }
        }
    }

    /// <summary>Redis did not do what it was asked: nobody asks it again before it is heard again.</summary>
    internal void Lose() => Turn(false);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Returns after a while also when nobody answers, and goes on trying.
        _redis = await ConnectionMultiplexer.ConnectAsync(settings.Options);
        var isListening = false;
        using var timer = new PeriodicTimer(Interval);
        do
        {
            try
            {
                isListening = isListening || await ListenAsync(_redis, stoppingToken);
                await CallAsync(_redis, stoppingToken);
                Turn(true);
                if (_hasNews)
                {
                    _hasNews = false;
                    Publish([Everything]);
                }
            }
            catch (Exception e) when (e is RedisException or TimeoutException)
            {
                log.LogDebug(e, "Redis at {Where} was not heard", Where);
                RefusesUs = e.InnerException is RedisConnectionException
                {
                    FailureType: ConnectionFailureType.AuthenticationFailure,
                };
                Turn(false);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> ListenAsync(ConnectionMultiplexer redis, CancellationToken ct)
    {
        await redis.GetSubscriber().SubscribeAsync(Changes, (_, message) => Hear(message)).WaitAsync(Interval, ct);
        return true;
    }

    /// <exception cref="TimeoutException">The call was not heard.</exception>
    private async Task CallAsync(ConnectionMultiplexer redis, CancellationToken ct)
    {
        var heard = _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await redis.GetSubscriber().PublishAsync(Changes, Message([])).WaitAsync(Interval, ct);
        await heard.Task.WaitAsync(Interval, ct);
    }

    private RedisValue Message(IEnumerable<string> subjects) => string.Join('\n', [_me, .. subjects]);

    private void Hear(RedisValue message)
    {
        var lines = ((string?)message ?? "").Split('\n');
        if (lines[0] == _me)
        {
            _heard.TrySetResult();
        }
        else if (lines is [_, Everything])
        {
            signals.RaiseAll();
        }
        else
        {
            signals.Raise(lines.Skip(1));
        }
    }

    private void Turn(bool answers)
    {
        if (_answers != answers)
        {
            _answers = answers;
            // Those who waited for a signal look often from now on; those who looked may have missed something.
            signals.RaiseAll();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        _answers = false;
        // Without saying goodbye: the driver stumbles over a server that it has only just lost (its AllComplete), and
        // nothing waits here to be sent.
        await (_redis?.CloseAsync(allowCommandsToComplete: false) ?? Task.CompletedTask);
    }
}
