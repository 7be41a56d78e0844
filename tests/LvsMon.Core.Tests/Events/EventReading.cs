using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using LvsMon.Core.Events;

namespace LvsMon.Core.Tests.Events;

/// <summary>Reads a log to its end.</summary>
internal sealed class EventReading(EventLog log)
{
    public List<JsonElement> All(ref EventCursor cursor)
    {
        List<JsonElement> documents = [];
        byte[] buffer = new byte[EventText.MaxBytes];
        int length;
        while ((length = log.Read(ref cursor, buffer)) > 0)
        {
            documents.Add(EventScene.Parse(Encoding.ASCII.GetString(buffer, 0, length)));
        }

        return documents;
    }
}
