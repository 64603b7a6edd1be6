using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Maintenance;

/// <summary>
/// Runs a handler again whose transaction was chosen to make room for another one (a deadlock): nothing is kept of
/// the first time, and a handler writes in one transaction.
/// </summary>
internal sealed class ConflictFilter : IEndpointFilter
{
    private const int MostTries = 5;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var dialect = context.HttpContext.RequestServices.GetRequiredService<Dialect>();
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await next(context);
            }
            catch (DbException e) when (tries < MostTries && dialect.IsConflict(e))
            {
                // Not all at the same moment again.
                await Task.Delay(Random.Shared.Next(1, 20 * tries), context.HttpContext.RequestAborted);
            }
        }
    }
}
