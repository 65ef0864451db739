using Missy.Simulation.Chat;
using Missy.Simulation.Http;

namespace Missy.Simulation.Exchanges;

/// <summary>Sends replies as they should be sent: a plain one in one piece, a stream with one send for each event.</summary>
internal sealed class Delivery(ResponseWriter writer, SimulatorOptions options)
{
    private readonly Framer _framer = new();

    public async Task<Ending> SendAsync(Exchange exchange, CancellationToken gone)
    {
        var (request, reply, record, fault) = exchange;
        var pacer = new Pacer(options.Time, options, fault);
        await pacer.BeginAsync(gone).ConfigureAwait(false);
        if (FaultyDelivery.Plays(fault))
        {
            return await new FaultyDelivery(writer, options.Time, exchange, pacer, gone).SendAsync().ConfigureAwait(false);
        }

        if (reply.IsStream)
        {
            await SendStreamAsync(exchange, pacer, gone).ConfigureAwait(false);
        }
        else
        {
            await pacer.TokensAsync(reply.Tokens, gone).ConfigureAwait(false);
            ResponseHead.Write(writer, exchange, BodyLength(reply.Log));
            if (!request.IsHead)
            {
                AppendBody(reply.Log);
            }

            await writer.FlushLastAsync().ConfigureAwait(false);
        }

        return request.KeepAlive ? Ending.KeepAlive : Ending.Close;
    }

    private async Task SendStreamAsync(Exchange exchange, Pacer pacer, CancellationToken gone)
    {
        var reply = exchange.Reply;
        var last = reply.Log.Events.Count - 1;
        ResponseHead.Write(writer, exchange, length: null);
        for (var index = 0; index <= last; index++)
        {
            if (pacer.HasSpeed && reply.Log.Events[index].Role == EventRole.Delta)
            {
                await writer.FlushAsync().ConfigureAwait(false);
                await pacer.TokensAsync(1, gone).ConfigureAwait(false);
            }

            writer.AppendChunk(_framer.Frame(reply, index).Span);
            gone.ThrowIfCancellationRequested();
            if (index < last)
            {
                await writer.FlushAsync().ConfigureAwait(false);
            }
        }

        writer.AppendLastChunk();
        await writer.FlushLastAsync().ConfigureAwait(false);
    }

    private static long BodyLength(EventLog log)
    {
        long length = 0;
        foreach (var item in log.Events)
        {
            length += item.Length;
        }

        return length;
    }

    private void AppendBody(EventLog log)
    {
        foreach (var item in log.Events)
        {
            writer.Append(log.Data(item));
        }
    }
}
