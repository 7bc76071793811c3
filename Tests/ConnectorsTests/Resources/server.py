# Plays the files of a folder over HTTP/1.1 with Range and If-Range, and the faults that stand in PATH.faults.
import hashlib, http.server, os, sys, threading, urllib.parse
folder = sys.argv[1]
# Never outlives the test, whatever happens to that.
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
threading.Timer(3600, lambda: os._exit(0)).start()
lock = threading.Lock()

def fault_of(path):
    name = path + '.faults'
    if not os.path.exists(name): return 'ok'
    words = open(name).read().split()
    if not words: return 'ok'
    if '*' in words[0]: return words[0].replace('*', '')
    open(name, 'w').write(' '.join(words[1:]))
    return words[0]

class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def log_message(self, *a): pass
    def reply(self, status, body, headers={}, cut=None):
        self.send_response(status)
        for name, value in headers.items(): self.send_header(name, value)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if cut is None:
            self.wfile.write(body)
        else:
            self.wfile.write(body[:cut]); self.wfile.flush()
            self.connection.shutdown(2); self.close_connection = True
    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        path = os.path.join(folder, urllib.parse.unquote(url.path).lstrip('/'))
        # A question of several periods has a file for each question.
        if 'period' in query: path = path + '_' + query['period']
        with lock:
            open(os.path.join(folder, 'requests.log'), 'a').write('%s %s %s\n' % (
                self.path, self.headers.get('Range', '-'), self.headers.get('Ocp-Apim-Subscription-Key', '-')))
            fault = fault_of(path)
        if fault == 'page': return self.reply(200, b'<!DOCTYPE html><html>Sorry</html>')
        if fault.isdigit(): return self.reply(int(fault), b'no')
        if fault.startswith('429:'): return self.reply(429, b'slow down', {'Retry-After': fault[4:]})
        if fault.startswith('to:'): return self.reply(302, b'', {'Location': fault[3:]})
        if not os.path.isfile(path): return self.reply(404, b'nothing here')
        body = open(path, 'rb').read()
        tag = '"%s"' % hashlib.md5(body).hexdigest()
        headers = {'ETag': tag, 'Last-Modified': 'Fri, 03 May 2024 14:30:00 GMT'}
        if 'weak' in fault: headers = {}
        status, wanted = 200, self.headers.get('Range')
        if wanted and self.headers.get('If-Range') == tag:
            start = int(wanted[6:].split('-')[0])
            if start >= len(body): return self.reply(416, b'', {'Content-Range': 'bytes */%d' % len(body)})
            headers['Content-Range'] = 'bytes %d-%d/%d' % (start, len(body) - 1, len(body))
            status, body = 206, body[start:]
        cut = int(fault.split(':')[1]) if fault.startswith('cut') else None
        self.reply(status, body, headers, cut)

server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
server.daemon_threads = True
print(server.server_address[1], flush=True)
server.serve_forever()
