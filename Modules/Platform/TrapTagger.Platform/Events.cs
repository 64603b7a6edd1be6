using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Data;

namespace TrapTagger.Platform;

/// <summary>A module's answer to something that happened in another one, inside the same transaction.</summary>
public interface IHandle<in TEvent>
{
    Task HandleAsync(TEvent happened, DbSession work);
}

/// <summary>
/// Tells every module that listens. What they do commits or fails with the row that the event speaks of.
/// </summary>
public sealed class Events(IServiceScopeFactory scopes)
{
    public async Task RaiseAsync<TEvent>(TEvent happened, DbSession work)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var listener in scope.ServiceProvider.GetServices<IHandle<TEvent>>())
        {
            await listener.HandleAsync(happened, work);
        }
    }
}
