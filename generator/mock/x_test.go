package mock_test
import ("testing";"os";"context";"fmt";"net/http/httptest";"strings";"net/url";"sort"
"github.com/docwright/docwright/generator/mock"
"github.com/docwright/docwright/parser"
"github.com/docwright/docwright/templates/fake")
func TestX(t *testing.T){
 root:=os.DirFS("/work/shared/corpus")
 m,_,_:=parser.Parse(context.Background(),parser.Options{Root:root,Docs:pagesDir})
 service,_:=fake.Load([][]byte{mock.Of(m).JSON()})
 counts:=map[string]int{}
 do:=func(what,page,method,path string, q url.Values, body string){
   segs:=strings.Split(path,"/"); for i,s:=range segs{segs[i]=url.PathEscape(s)}
   u:="http://service.example"+strings.Join(segs,"/")
   if len(q)>0 {u+="?"+q.Encode()}
   r:=httptest.NewRequest(method,u,strings.NewReader(body))
   if body!="" {r.Header.Set("Content-Type","application/json")}
   w:=httptest.NewRecorder()
   service.Reset()
   service.ServeHTTP(w,r)
   k:=fmt.Sprintf("%s %d",what,w.Code); counts[k]++
   if w.Code>=400 { fmt.Println(what,page,method,path,q.Encode(),w.Code,w.Body.String()[:min(250,w.Body.Len())]) }
 }
 for _,op:=range m.Operations { for _,e:=range op.Examples {
   if e.Request.Method!=op.Method || e.Route==nil {continue}
   q:=url.Values{}
   for _,o:=range e.Request.Query { q.Add(o.Name,o.Value) }
   if e.Request.JSON!="" && strings.HasPrefix(string(e.Request.JSON),"{") {
     sep:=","; if strings.TrimSpace(string(e.Request.JSON)[1:])=="}" {sep=""}
     do("body",op.Page,op.Method,e.Request.Path,q,`{"@x.y":1`+sep+string(e.Request.JSON)[1:])
   }
   if op.Method=="GET" && e.Request.JSON=="" {
     if op.Kind=="list"||op.Kind=="delta"||op.Kind=="function" { q.Set("$format","json"); do("get "+string(op.Kind),op.Page,"GET",e.Request.Path,q,"") 
     } else { q.Set("$format","json"); do("get "+string(op.Kind),op.Page,"GET",e.Request.Path,q,"") }
   }
 }}
 var ks []string; for k:=range counts{ks=append(ks,k)}; sort.Strings(ks); for _,k:=range ks{fmt.Println("COUNT",k,counts[k])}
}
